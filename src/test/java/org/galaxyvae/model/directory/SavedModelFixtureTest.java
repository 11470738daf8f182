package org.galaxyvae.model.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Evidences;
import org.galaxyvae.model.evidence.Measured;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;
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

    /** What the network says; the references of the first two formats are another matter. */
    @ParameterizedTest
    @ValueSource(strings = {"format-1", "format-2", "format-3"})
    void opensTheNetworkOfEveryFormat(String name) throws Exception {
        JsonNode expected = expected("expected.json");
        SavedModel model = ModelDirectory.read(local(), hadoop(name));
        List<EvidenceModel.Image> images = images(0, IMAGES);
        try (TrainedVae vae = TrainedVae.open(model.architecture(), model.parameters(), 1)) {
            for (int i = 0; i < IMAGES; i++) {
                float[] pixels = new float[model.architecture().imageLength()];
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = (images.get(i).pixels()[p] & 0xFF) / 255f;
                }
                float[] z = vae.encode(pixels, 1).mean();
                ObjectNode said = JSON.createObjectNode();
                addNetwork(said, z, vae.decode(z));
                for (String array : List.of("z", "reconstruction")) {
                    assertThat(relativeError(said.path(array), expected.path(i).path(array)))
                            .describedAs(array + " of image " + i)
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    @Test
    void saysWhatItSaidWhenItWasSaved() throws Exception {
        JsonNode expected = expected("expected-3.json");
        JsonNode found = said(ModelDirectory.read(local(), hadoop("format-3")));
        assertThat(found).hasSize(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            JsonNode then = expected.path(i);
            JsonNode now = found.path(i);
            // evidences that were added since may stand beside what was said then
            assertThat(now.fieldNames()).toIterable().containsAll(() -> then.fieldNames());
            assertThat(relativeError(now.path("z_sd"), then.path("z_sd"))).isLessThan(TOLERANCE);
            then.fields().forEachRemaining(field -> {
                double before = field.getValue().asDouble();
                if (field.getValue().isNumber()) {
                    // a standard error is a difference of large numbers, an excess may be about nothing
                    double most = TOLERANCE * (field.getKey().endsWith("_se") ? 10 : 1) * Math.max(1, Math.abs(before));
                    assertThat(now.path(field.getKey()).asDouble())
                            .describedAs(field.getKey())
                            .isCloseTo(before, within(Math.min(most, 0.01 * Math.abs(before) + TOLERANCE)));
                }
            });
        }
    }

    @Test
    void saysHowToScoreWithWhatAnEarlierVersionFitted() throws Exception {
        SavedModel model = ModelDirectory.read(local(), hadoop("format-2"));
        assertThatThrownBy(model::references)
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("galaxy-vae refit --model " + model.modelId());
    }

    /** Not a test: saves the oldest fixture's network with references fitted on more blobs, and what it says. */
    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = ".+")
    void writesTheFixture() throws Exception {
        SavedModel old = ModelDirectory.read(local(), hadoop("format-1"));
        List<EvidenceModel.Image> training = images(3, 60);
        PrincipalComponents components = PrincipalComponents.fit(
                training.stream().map(EvidenceModel.Image::pixels).toList(), 4, 1);
        References references;
        try (EvidenceModel measuring = ModelHandle.unfitted(
                        old.architecture(), old.parameters(), components, old.settings())
                .open()) {
            references = References.fit(
                    SavedModel.members(old.settings()),
                    components,
                    measured(measuring, training),
                    measured(measuring, images(63, 60)),
                    1);
        }
        SavedModel model = new SavedModel(
                old.modelId(),
                old.architecture(),
                old.preparation(),
                old.parameters(),
                references,
                old.settings(),
                old.provenance());
        Path directory = Path.of(System.getProperty(WRITE));
        ModelDirectory.write(local(), new org.apache.hadoop.fs.Path(directory.toUri()), model);
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolveSibling("expected-3.json").toFile(), said(model));
        assertThat(directory.resolve("manifest.json")).exists();
    }

    private static List<Measured> measured(EvidenceModel model, List<EvidenceModel.Image> images) {
        return images.stream()
                .map(image -> model.measure(List.of(image)).get(0))
                .toList();
    }

    private JsonNode expected(String name) throws IOException {
        return JSON.readTree(getClass().getResource("/models/" + name));
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
        try (EvidenceModel opened = model.open()) {
            for (EvidenceModel.Result result : opened.evidences(images(0, IMAGES))) {
                Evidences evidences = result.evidences();
                References.Combination combination = model.references().combine(evidences);
                ObjectNode one = all.addObject();
                addNetwork(
                        one,
                        result.z(),
                        opened.reconstructions(List.of(result.z())).get(0));
                for (float sd : result.zSd()) {
                    one.withArray("z_sd").add(sd);
                }
                one.put("reconstruction_nll_se", evidences.reconstructionNllSe());
                for (Evidence evidence : Evidence.values()) {
                    one.put(evidence.column(), evidences.of(evidence));
                }
                one.put("anomaly_score", combination.anomalyScore());
                one.put("network_score", combination.networkScore());
                one.put("p_value", model.references().pValue(combination.anomalyScore()));
                one.put("p_tail", model.references().pTail(combination.anomalyScore()));
            }
        }
        return all;
    }

    private static void addNetwork(ObjectNode one, float[] z, float[] levels) {
        for (float value : z) {
            one.withArray("z").add(value);
        }
        for (int i = 0; i < levels.length; i += 97) {
            one.withArray("reconstruction").add(levels[i]);
        }
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
