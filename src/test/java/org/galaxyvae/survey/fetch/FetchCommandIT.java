package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.galaxyvae.command.GalaxyVae;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell sees of {@code fetch}. */
class FetchCommandIT {
    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @BeforeEach
    void listen() throws Exception {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        Files.writeString(directory.resolve("catalog.csv"), "objid,ra,dec\n1,1,2\n2,2,2\n3,3,2\n");
    }

    @AfterEach
    void restore() {
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    @Test
    void whatIsMissingIsThreeAndComesWithTheSameCommand() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        AtomicBoolean mended = new AtomicBoolean();
        try (FetchServer server = new FetchServer((exchange, object, request) -> FetchServer.send(
                exchange,
                object == 2 && !mended.get() ? 404 : 200,
                object == 2 && !mended.get() ? new byte[1] : jpeg))) {
            assertThat(fetch(server.url(), "--dry-run")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(4)
                    .contains(
                            server.url() + "?ra=2.0000000&dec=2.0000000&scale=0.396127&width=64&height=64",
                            "3 objects, at least 0 s at 100.0 requests/s");
            assertThat(server.requests).isEmpty();
            assertThat(directory.resolve("cutouts")).doesNotExist();

            assertThat(fetch(server.url())).isEqualTo(3);
            assertThat(error.toString(StandardCharsets.UTF_8))
                    .contains("Cannot fetch 1 of 3 cutouts: 1 http_404; ")
                    .doesNotContain("\tat ");
            mended.set(true);
            assertThat(fetch(server.url(), "--json")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .last()
                    .asString()
                    .contains("\"present\":3,\"known\":2,\"failed\":0");
        }
    }

    @Test
    void badOptionsAreTwo() {
        assertThat(fetch("ftp://host/x")).isEqualTo(2);
        assertThat(fetch("http://host/x", "--format", "fits")).isEqualTo(2);
        assertThat(fetch("http://host/x", "--survey", "des")).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Invalid --url ftp://host/x, expected such as"
                                + " https://skyserver.sdss.org/dr17/SkyServerWS/ImgCutout/getjpeg",
                        "Invalid --format fits, expected jpg: SDSS gives no other cutouts",
                        "Invalid --survey des, expected sdss or legacy");
    }

    private int fetch(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "--catalog",
                directory.resolve("catalog.csv").toString(),
                "--out",
                directory.resolve("cutouts").toString(),
                "--url",
                url,
                "--size",
                "64",
                "--requests-per-s",
                "100",
                "--set",
                "ingest.catalog.id=objid",
                "--master",
                "local[1]"));
        arguments.addAll(List.of(more));
        return GalaxyVae.run(arguments.toArray(String[]::new));
    }
}
