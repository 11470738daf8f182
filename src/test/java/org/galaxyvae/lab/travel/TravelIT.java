package org.galaxyvae.lab.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.BlobSurvey;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.score.ScoreStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forty scored images: what lies between them, about them, near them, and back to pixels. */
class TravelIT extends BlobSurvey {
    private static final int NPY_HEADER = 128;

    @Test
    void goesFromOneObjectToAnotherInTwoRows() throws Exception {
        scored(3);
        TravelSummary summary = InterpolateStage.run(context(), null, "g03", "g11", 5, out());
        assertThat(summary.decoded()).isEqualTo(10);
        assertThat(summary.notes()).isEmpty();
        float[] latents = npy(summary.latents());
        int latent = latents.length / 10;
        assertThat(java.util.Arrays.copyOf(latents, latent)).containsExactly(latent("g03"));
        assertThat(java.util.Arrays.copyOfRange(latents, 4 * latent, 5 * latent))
                .containsExactly(latent("g11"));
        float[] images = npy(summary.images());
        assertThat(images).hasSize(10 * SIDE * SIDE * 3);
        float[] first = reconstruction(latent("g03"));
        for (int i = 0; i < first.length; i++) {
            assertThat(images[i]).isCloseTo(first[i], within(1e-5f));
        }
        assertThat(ImageIO.read(Path.of(summary.picture()).toFile()).getWidth()).isGreaterThan(7 * 112);
    }

    @Test
    void saysWhatItCannotTravelTo() throws Exception {
        writeSurvey();
        assertThatThrownBy(() -> InterpolateStage.run(context(), null, "g03", "g11", 5, out()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("run galaxy-vae score --model " + MODEL);
        ScoreStage.run(context("explain.objects=0"), null, false);
        assertThatThrownBy(() -> InterpolateStage.run(context(), null, "g03", "h12", 5, out()))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --to h12: model " + MODEL
                        + " has not scored it, the most similar ids are g12, g02, g10, g11, g13");
        assertThatThrownBy(() -> InterpolateStage.run(context(), null, "g03", "g04", 1, out()))
                .hasMessage("Invalid --steps 1, expected 2 to 64");
        assertThatThrownBy(() -> TraverseStage.run(context(), traverse("g03", List.of(999))))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Invalid --dimension 999: model " + MODEL);
        assertThatThrownBy(() -> SampleStage.run(context(), null, SampleStage.Source.PRIOR, 0, out()))
                .hasMessage("Invalid --count 0, expected 1 to 1000");
        assertThatThrownBy(() -> SampleStage.Source.of("data")).hasMessageContaining("expected prior or posterior");
        assertThatThrownBy(() -> new ReconstructRequest(null, List.of(), "int8", "x"))
                .hasMessage("Invalid --dtype int8, expected uint8 or float32");
        assertThat(Path.of(out())).doesNotExist();
    }

    @Test
    void movesOneUnitAtATimeTheMostTellingFirst() throws Exception {
        scored(3);
        TravelSummary summary = TraverseStage.run(context(), traverse("g03", List.of(1, 0)));
        assertThat(summary.decoded()).isEqualTo(2 * 5);
        float[] latents = npy(summary.latents());
        float[] center = latent("g03");
        int latent = center.length;
        int moved = summary.notes().get(0).endsWith(" 0, 1") ? 0 : 1;
        for (int unit = 0; unit < latent; unit++) {
            assertThat(latents[2 * latent + unit]).isEqualTo(center[unit]);
            assertThat(latents[4 * latent + unit] != center[unit]).isEqualTo(unit == moved);
        }
        TravelSummary all = TraverseStage.run(context(), traverse(null, List.of()));
        assertThat(all.decoded() % 5).isZero();
        assertThat(npy(all.latents())[2 * latent]).isZero();
    }

    @Test
    void drawsTheSameFromAnyPartitionsAndOthersByAnotherSeed() throws Exception {
        scored(1);
        float[] one = drawn(SampleStage.Source.POSTERIOR, 6, 1);
        float[] traversed =
                npy(TraverseStage.run(context(), traverse("g03", List.of(0, 1))).latents());
        scored(7);
        assertThat(drawn(SampleStage.Source.POSTERIOR, 6, 1)).containsExactly(one);
        assertThat(npy(TraverseStage.run(context(), traverse("g03", List.of(0, 1)))
                        .latents()))
                .containsExactly(traversed, within(1e-6f));
        assertThat(drawn(SampleStage.Source.POSTERIOR, 3, 1))
                .containsExactly(java.util.Arrays.copyOf(one, one.length / 2));
        assertThat(drawn(SampleStage.Source.POSTERIOR, 6, 2)).isNotEqualTo(one);
        float[] prior = drawn(SampleStage.Source.PRIOR, 1000, 1);
        double sum = 0;
        double squares = 0;
        for (float value : prior) {
            sum += value / prior.length;
            squares += (double) value * value / prior.length;
        }
        assertThat(sum).isCloseTo(0, within(0.05));
        assertThat(squares).isCloseTo(1, within(0.08));
    }

    @Test
    void decodesTheCatalogFromLatentsAlone() throws Exception {
        scored(3);
        tables.delete(Specs.TENSORS, "true");
        Dataset<Row> one = reconstructed(new ReconstructRequest(null, List.of(), "uint8", out()));
        assertThat(one.count()).isEqualTo(OBJECTS);
        Row row = one.where("object_id = 'g07'").first();
        float[] expected = reconstruction(latent("g07"));
        byte[] pixels = row.getAs("pixels");
        assertThat(pixels)
                .hasSize(row.<Integer>getAs("height") * row.<Integer>getAs("width") * row.<Integer>getAs("channels"));
        for (int i = 0; i < pixels.length; i++) {
            assertThat((pixels[i] & 0xFF) / 255f).isCloseTo(expected[i], within(0.5f / 255 + 1e-4f));
        }
        // again over what is there, after a run that was killed
        Files.createDirectories(Path.of(out(), "_reconstructions.unfinished"));
        Files.writeString(Path.of(out(), "_reconstructions.unfinished", "part-0000-0.parquet"), "half");
        Dataset<Row> floats = reconstructed(new ReconstructRequest(null, List.of("g07", "g01"), "float32", out()));
        assertThat(Path.of(out(), "_reconstructions.unfinished")).doesNotExist();
        assertThat(Path.of(out(), "reconstructions.png")).exists();
        assertThat(floats.count()).isEqualTo(2);
        ByteBuffer values = ByteBuffer.wrap(
                        floats.where("object_id = 'g07'").first().getAs("pixels"))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(values.getFloat()).isCloseTo(255 * expected[0], within(1e-2f));
    }

    @Test
    void leavesAFolderOfOthersAlone() throws Exception {
        scored(1);
        Files.createDirectories(Path.of(out(), "reconstructions"));
        Files.writeString(Path.of(out(), "reconstructions", "thesis.tex"), "mine");
        assertThatThrownBy(
                        () -> ReconstructStage.run(context(), new ReconstructRequest(null, List.of(), "uint8", out())))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("it holds other files");
        assertThat(Path.of(out(), "reconstructions", "thesis.tex")).exists();
    }

    private Dataset<Row> reconstructed(ReconstructRequest request) {
        ReconstructSummary summary = ReconstructStage.run(context(), request);
        return spark.read().parquet(summary.rows());
    }

    private float[] drawn(SampleStage.Source source, int count, int seed) throws Exception {
        return npy(SampleStage.run(context("seed=" + seed), null, source, count, out())
                .latents());
    }

    private TraverseRequest traverse(@Nullable String objectId, List<Integer> dimensions) {
        return new TraverseRequest(null, objectId, dimensions, 2, 5, out());
    }

    /** Scores, then divides the latents anew. */
    private void scored(int partitions) throws Exception {
        if (!tables.exists(Specs.MODELS)) {
            writeSurvey();
            ScoreStage.run(context("explain.objects=0"), null, false);
        }
        List<Row> latents = tables.read(Specs.LATENTS).collectAsList();
        tables.overwrite(
                Specs.LATENTS,
                spark.createDataFrame(latents, Specs.LATENTS.schema()).repartition(partitions),
                functions.lit(true));
    }

    private float[] latent(String objectId) {
        return Latents.floats(
                tables.read(Specs.LATENTS)
                        .where(functions.col("object_id").equalTo(objectId))
                        .select("z")
                        .first(),
                0);
    }

    private float[] reconstruction(float[] z) {
        try (EvidenceModel opened =
                ModelDirectory.read(workspace.files(), home()).open()) {
            return opened.reconstructions(List.of(z)).get(0);
        }
    }

    private String out() {
        return directory.resolve("out").toString();
    }

    private static float[] npy(String file) throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        float[] values = new float[(bytes.length - NPY_HEADER) / Float.BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(NPY_HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
