package org.galaxyvae.show.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.BlobSurvey;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.score.ScoreStage;
import org.junit.jupiter.api.Test;

/** Forty small images, scored: whom they and files are like. */
class SimilarIT extends BlobSurvey {
    private static final String MARKUP = "<img src=x onerror=\"alert(1)\">&'";

    @Test
    void findsTheNearestOfObjectsAndOfFilesAndDrawsThem() throws Exception {
        scored(MARKUP);
        Path file = file("g07", directory.resolve("a new one.png"));
        SimilarSummary summary = similar(List.of("g07", MARKUP), List.of(file.toString()), 5, false);
        assertThat(summary.queries()).extracting(SimilarQuery::kind).containsExactly("object", "object", "image");
        SimilarQuery object = summary.queries().get(0);
        assertThat(object.neighbors())
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
        assertThat(object.neighbors()).noneMatch(near -> near.objectId().equals("g07") || near.sameContent());
        assertThat(object.neighbors().get(0).distance()).isCloseTo(nearestByHand("g07"), within(1e-9));
        // the file shows what g07 shows, so it finds g07 and then whom g07 finds
        SimilarQuery image = summary.queries().get(2);
        assertThat(image.query()).isEqualTo(file.toString());
        assertThat(image.neighbors().get(0).objectId()).isEqualTo("g07");
        assertThat(image.neighbors().get(0).sameContent()).isTrue();
        assertThat(image.neighbors().get(0).distance()).isCloseTo(0, within(1e-5));
        assertThat(image.neighbors().get(1).objectId())
                .isEqualTo(object.neighbors().get(0).objectId());
        assertThat(summary.lines()).contains("near object g07", "g07 shows the very same pixels");
        assertThat(ImageIO.read(Path.of(summary.sheet()).toFile()).getWidth()).isGreaterThan(6 * 128);
        assertThat(Files.readAllLines(Path.of(summary.csv())))
                .hasSize(1 + 15)
                .element(1)
                .asString()
                .startsWith("g07,object,1,");
    }

    @Test
    void pagesShowWhatIdsHoldAndNeverObeyIt() throws Exception {
        scored(MARKUP);
        SimilarSummary summary = similar(List.of(MARKUP), List.of(), 39, false);
        String page = Files.readString(Path.of(summary.page()));
        assertThat(page)
                .doesNotContain("<img src=x", "=\"<", "<script", "http-equiv=\"refresh\"")
                .contains(
                        "<b>&lt;img src=x onerror=\"alert(1)\"&gt;&amp;'</b>",
                        "alt=\"&lt;img src=x onerror=&#34;alert(1)&#34;>&amp;&#39;\"",
                        "data:image/png;base64,");
        assertThat(page.split("<figure", -1)).hasSize(1 + 1 + 39);
        SimilarSummary other = similar(List.of("g07"), List.of(), 39, false);
        assertThat(Files.readString(Path.of(other.page())))
                .doesNotContain("<img src=x")
                .contains("&lt;img src=x");
        assertThat(Files.readString(Path.of(other.csv()))).contains("\"<img src=x onerror=\"\"alert(1)\"\">&'\"");
    }

    @Test
    void findsNormalOnesAloneWhereAskedTo() throws Exception {
        scored("g00");
        SimilarSummary all = similar(List.of("g07"), List.of(), 30, false);
        SimilarSummary normal = similar(List.of("g07"), List.of(), 30, true);
        assertThat(all.queries().get(0).neighbors()).anyMatch(near -> near.pValue() < 0.5);
        assertThat(normal.queries().get(0).neighbors()).isNotEmpty().allMatch(near -> near.pValue() >= 0.5);
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        scored("g00");
        assertThatThrownBy(() -> similar(List.of("g0"), List.of(), 5, false))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid --id g0: model " + MODEL + " has not scored it");
        assertThatThrownBy(() -> similar(List.of(), List.of("/nowhere/x.png"), 5, false))
                .isInstanceOf(RequestException.class)
                .hasMessage("Cannot read --image /nowhere/x.png: no such file");
        assertThatThrownBy(() -> similar(List.of(), List.of(directory.toString()), 5, false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> similar(List.of(), List.of("nothing://x/y.png"), 5, false))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Cannot read --image nothing://x/y.png: ");
        for (String content : List.of("", "no picture at all", "\u0089PNG\r\n\u001a\n")) {
            Path broken = Files.write(
                    directory.resolve("broken.png"), content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> similar(List.of(), List.of(broken.toString()), 5, false))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageStartingWith("Cannot use --image " + broken + ": ");
        }
        assertThatThrownBy(() -> similar(List.of(), List.of(), 5, false))
                .hasMessage("Invalid --id and --image: 0 together, expected 1 to 100");
        assertThatThrownBy(() -> similar(List.of("g01"), List.of(), 201, false))
                .hasMessage("Invalid --count 201, expected 1 to 200");
    }

    private SimilarSummary similar(List<String> ids, List<String> images, int count, boolean normalOnly) {
        return SimilarStage.run(
                context(),
                new SimilarRequest(
                        null,
                        ids,
                        images,
                        CropHint.NONE,
                        count,
                        normalOnly,
                        directory.resolve("out").toString()));
    }

    /** With another name for the first of them. */
    private void scored(String firstId) throws Exception {
        writeSurvey();
        tables.overwrite(
                Specs.TENSORS,
                tables.read(Specs.TENSORS)
                        .withColumn(
                                "object_id",
                                functions
                                        .when(functions.col("object_id").equalTo("g00"), firstId)
                                        .otherwise(functions.col("object_id")))
                        .localCheckpoint(),
                functions.lit(true));
        ScoreStage.run(context("explain.objects=0"), null, false);
    }

    /** The tensor as a picture whose central half it is: what the model's preparation cuts out again. */
    private Path file(String objectId, Path file) throws Exception {
        byte[] pixels = tables.read(Specs.TENSORS)
                .where(functions.col("object_id").equalTo(objectId))
                .select("pixels")
                .first()
                .getAs(0);
        int side = SIDE;
        BufferedImage picture = new BufferedImage(2 * side, 2 * side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            int rgb = ((pixels[3 * i] & 0xFF) << 16) | ((pixels[3 * i + 1] & 0xFF) << 8) | (pixels[3 * i + 2] & 0xFF);
            picture.setRGB(side / 2 + i % side, side / 2 + Math.floorDiv(i, side), rgb);
        }
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private double nearestByHand(String objectId) {
        Row row = spark.sql("SELECT min(sqrt(aggregate(zip_with(a.z, b.z, (p, q) -> (double(p) - q) * (double(p) - q)),"
                        + " double(0), (sum, d) -> sum + d))) FROM galaxies.survey.latents a JOIN"
                        + " galaxies.survey.latents b ON a.content_hash <> b.content_hash WHERE a.object_id = '"
                        + objectId + "'")
                .first();
        return row.getDouble(0);
    }
}
