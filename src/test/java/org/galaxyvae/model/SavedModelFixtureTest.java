package org.galaxyvae.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.data.Percentage;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.evidence.Evidences;
import org.galaxyvae.evidence.References;
import org.galaxyvae.sky.CounterRandom;
import org.galaxyvae.vae.TrainedVae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that earlier builds saved still open and say what they said then. {@code src/test/resources/models/README.md}. */
class SavedModelFixtureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRITE = "galaxyvae.fixture";
    private static final int IMAGES = 3;

    /** Other processors choose other kernels. */
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"format-1", "format-2"})
    void saysWhatItSaidWhenItWasSaved(String name) throws Exception {
        JsonNode expected = JSON.readTree(getClass().getResource("/models/expected.json"));
        SavedModel model = ModelDirectory.read(local(), hadoop(name));
        JsonNode found = said(model);
        for (int i = 0; i < IMAGES; i++) {
            JsonNode then = expected.path(i);
            JsonNode now = found.path(i);
            for (String array : List.of("z", "z_sd", "reconstruction")) {
                assertThat(relativeError(now.path(array), then.path(array)))
                        .describedAs(array + " of image " + i)
                        .isLessThan(TOLERANCE);
            }
            then.fields().forEachRemaining(field -> {
                double before = field.getValue().asDouble();
                if (field.getValue().isNumber()) {
                    // a standard error is a difference of large numbers
                    double share = field.getKey().endsWith("_se") ? 10 * TOLERANCE : TOLERANCE;
                    assertThat(now.path(field.getKey()).asDouble())
                            .describedAs(field.getKey())
                            .isCloseTo(before, Percentage.withPercentage(100 * share));
                }
            });
        }
        assertThat(found).hasSize(IMAGES);
    }

    /** Not a test: saves the oldest fixture's model in today's format. */
    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = ".+")
    void writesTheFixture() throws Exception {
        SavedModel model = ModelDirectory.read(local(), hadoop("format-1"));
        Path directory = Path.of(System.getProperty(WRITE));
        ModelDirectory.write(local(), new org.apache.hadoop.fs.Path(directory.toUri()), model);
        assertThat(directory.resolve("manifest.json")).exists();
    }

    private org.apache.hadoop.fs.Path hadoop(String name) throws URISyntaxException {
        return new org.apache.hadoop.fs.Path(Objects.requireNonNull(getClass().getResource("/models/" + name))
                .toURI());
    }

    private static FileSystem local() throws IOException {
        return FileSystem.getLocal(new Configuration()).getRawFileSystem();
    }

    private static double relativeError(JsonNode found, JsonNode expected) {
        assertThat(found).hasSameSizeAs(expected);
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.size(); i++) {
            error += Math.pow(found.path(i).asDouble() - expected.path(i).asDouble(), 2);
            size += Math.pow(expected.path(i).asDouble(), 2);
        }
        return Math.sqrt(error / size);
    }

    /** What a model says of the first images. */
    private static ArrayNode said(SavedModel model) {
        ArrayNode all = JSON.createArrayNode();
        List<EvidenceModel.Image> images = images(0, IMAGES);
        try (EvidenceModel opened = model.open();
                TrainedVae vae = TrainedVae.open(model.architecture(), model.parameters(), 1)) {
            for (EvidenceModel.Result result : opened.evidences(images)) {
                Evidences evidences = result.evidences();
                References.Combination combination = model.references().combine(evidences);
                ObjectNode one = all.addObject();
                for (float z : result.z()) {
                    one.withArray("z").add(z);
                }
                for (float sd : result.zSd()) {
                    one.withArray("z_sd").add(sd);
                }
                float[] levels = vae.decode(result.z());
                for (int i = 0; i < model.architecture().imageLength(); i += 97) {
                    one.withArray("reconstruction").add(levels[i]);
                }
                one.put("reconstruction_log_prob", evidences.reconstructionLogProb());
                one.put("reconstruction_nll_se", evidences.reconstructionNllSe());
                one.put("mse", evidences.mse());
                one.put("central_mse", evidences.centralMse());
                one.put("kl", evidences.kl());
                one.put("mahalanobis", evidences.mahalanobis());
                one.put("asymmetry", evidences.asymmetry());
                one.put("anomaly_score", combination.anomalyScore());
                one.put("network_score", combination.networkScore());
                one.put("p_value", model.references().pValue(combination.anomalyScore()));
            }
        }
        return all;
    }

    /** Blobs of varying place, size and color on noise. */
    private static List<EvidenceModel.Image> images(int from, int count) {
        List<EvidenceModel.Image> images = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            CounterRandom random = CounterRandom.of(7, "fixture", i, "");
            double row = random.between(13, 19);
            double column = random.between(13, 19);
            double width = random.between(8, 60);
            double peak = random.between(60, 200);
            double redness = random.between(0.2, 1);
            byte[] pixels = new byte[32 * 32 * 3];
            for (int p = 0; p < 32 * 32; p++) {
                double square = Math.pow(Math.floorDiv(p, 32) - row, 2) + Math.pow(Math.floorMod(p, 32) - column, 2);
                double light = peak * StrictMath.exp(-square / width);
                for (int c = 0; c < 3; c++) {
                    double level = light * (c == 0 ? 1 : redness) + 12 + 4 * random.nextGaussian();
                    pixels[3 * p + c] = (byte) Math.round(Math.max(0, Math.min(255, level)));
                }
            }
            images.add(new EvidenceModel.Image("object-" + i, pixels));
        }
        return images;
    }
}
