package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutoutCheckTest {
    @Test
    void aWholeCutoutIsGood() throws IOException {
        assertThat(reason(FetchServer.jpeg(1), 64)).isEqualTo("ok");
        byte[] jpeg = FetchServer.jpeg(1);
        assertThat(reason(Arrays.copyOf(jpeg, jpeg.length + 2), 64)).isEqualTo("ok"); // padded
    }

    @Test
    void whateverElseHasItsReason() throws IOException {
        byte[] jpeg = FetchServer.jpeg(1);
        assertThat(reason(new byte[0], 64)).isEqualTo("empty");
        assertThat(reason(Arrays.copyOf(jpeg, jpeg.length / 2), 64)).isEqualTo("truncated");
        assertThat(reason(Arrays.copyOf(jpeg, jpeg.length - 1), 64)).isEqualTo("truncated");
        assertThat(reason(new byte[] {-1, -40, -1, -39}, 64)).isEqualTo("truncated");
        assertThat(reason(jpeg, 65)).isEqualTo("wrong_size");
        assertThat(reason(text("<html><body>Error: busy</body></html>"), 64)).isEqualTo("error_page");
        assertThat(reason(text("{\"error\": 1}"), 64)).isEqualTo("error_page");
        assertThat(reason(text("GIF89a\1\0\1\0"), 64)).isEqualTo("wrong_content");
        assertThat(reason(picture(64, List.of()), 64)).isEqualTo("no_sky");
        assertThat(CutoutCheck.of(text("<html><style>p {}</style><p>Too busy</p>"), options(64, false)))
                .hasValueSatisfying(finding -> assertThat(new FetchOutcome("x", 0, 0, 0, finding.message()).message())
                        .isEqualTo("Too busy"));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 120, 256, 424, 1024})
    void aPictureOfAMessageIsNoCutout(int size) throws IOException {
        List<String> lines =
                List.of("getFrames() has failed:", "SELECT img, f.a, f.b FROM dbo.f", "", "Timeout expired.");
        assertThat(reason(picture(size, lines), size)).isEqualTo("error_picture");
    }

    @Test
    void aFitsFileIsAsLongAsItsHeaderSays() {
        String header = "SIMPLE  =                    T" + " ".repeat(50) + card("BITPIX", "-32") + card("NAXIS", "2")
                + card("NAXIS1", "30") + card("NAXIS2", "30 / rows") + "END" + " ".repeat(77);
        byte[] whole = Arrays.copyOf(text(header), 2 * 2880 - 2160);
        assertThat(whole).hasSize(3600); // 30 * 30 * 4 bytes need a second and a third block
        assertThat(fits(Arrays.copyOf(whole, 2880 + 3600))).isEqualTo("ok");
        assertThat(fits(Arrays.copyOf(whole, 2880 + 3599))).isEqualTo("truncated");
        assertThat(fits(Arrays.copyOf(whole, 300))).isEqualTo("truncated");
        assertThat(fits(text("no coverage"))).isEqualTo("error_page");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
    void tellsRealCutoutsFromSkyServersRealErrorPage() throws IOException {
        Path sample = Path.of(System.getenv("GALAXY_SAMPLE"));
        byte[] page = Files.readAllBytes(sample.resolve("bad-input/not_a_galaxy/skyserver_error_page.jpeg"));
        assertThat(reason(page, 423)).isEqualTo("error_picture");
        int checked = 0;
        try (var images = Files.newDirectoryStream(sample.resolve("gz1/images"), "*5.jpeg")) {
            for (Path image : images) {
                assertThat(reason(Files.readAllBytes(image), 423))
                        .as(image.toString())
                        .isEqualTo("ok");
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    private static String reason(byte[] bytes, int size) {
        return CutoutCheck.of(bytes, options(size, false))
                .map(CutoutCheck.Finding::reason)
                .orElse("ok");
    }

    private static String fits(byte[] bytes) {
        return CutoutCheck.of(bytes, options(64, true))
                .map(CutoutCheck.Finding::reason)
                .orElse("ok");
    }

    private static FetchOptions options(int size, boolean fits) {
        Duration second = Duration.ofSeconds(1);
        return new FetchOptions(
                Survey.LEGACY, "http://h/x", fits, size, 1, 0, "l", "g", 1, 1, 1, second, second, second, 1);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String card(String key, String value) {
        return String.format("%-8s= %-70s", key, value);
    }

    private static byte[] picture(int size, List<String> lines) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), 12, 20 + 15 * i);
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
