package org.galaxyvae.model.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.galaxyvae.base.config.NetworkSize;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.MeasuredGalaxies;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.InitialWeights;
import org.galaxyvae.network.TrainableVae;
import org.galaxyvae.network.TrainingBatch;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every size, number of bands, widths and latents that the settings allow trains, saves, opens and scores. */
class NetworkShapesTest {
    private static final int COUNT = 2;

    @TempDir
    Path directory;

    static Stream<Architecture> shapes() {
        return Stream.of(
                new Architecture(32, 1, List.of(16), 1, true),
                new Architecture(32, 2, List.of(5, 7), 1024, true),
                new Architecture(32, 3, List.of(8, 1024), 8, true),
                new Architecture(48, 4, List.of(9, 10, 11), 5, false),
                new Architecture(64, 5, List.of(8, 8, 16, 16, 24, 32), 16, true),
                new Architecture(96, 3, List.of(8, 12, 16), 32, true),
                new Architecture(128, 3, List.of(8, 8, 16, 16), 32, true),
                new Architecture(128, 3, List.of(8, 8, 16, 16, 32), 32, false),
                new Architecture(256, 1, List.of(4, 8, 8, 16), 8, true));
    }

    private static byte[] pixels(Architecture architecture, int number) {
        byte[] pixels = new byte[architecture.imageLength()];
        CounterRandom random = CounterRandom.of(6, "shapes", number, "");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return pixels;
    }

    private static float[] trainOneStep(Architecture architecture) {
        double[] color = new double[architecture.channels()];
        Arrays.fill(color, 0.5);
        ComputationGraph graph = TrainableVae.graph(architecture, InitialWeights.of(architecture, color, 1), 1e-3);
        float[] before = TrainableVae.parameters(graph);
        int length = architecture.imageLength();
        graph.fit(new TrainingBatch(COUNT, architecture.latent(), 1, () -> {
            float[] images = new float[COUNT * length];
            for (int i = 0; i < images.length; i++) {
                images[i] = (i % 251) / 251f;
            }
            return new TrainingBatch.Content(images, new float[COUNT * architecture.latent()]);
        }));
        assertThat(graph.score()).isFinite();
        float[] after = TrainableVae.parameters(graph);
        assertThat(after).isNotEqualTo(before);
        return after;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void trainsSavesOpensAndScores(Architecture architecture) throws Exception {
        float[] parameters = trainOneStep(architecture);
        boolean normalized = architecture.batchNormalization();
        NetworkSize size = new NetworkSize(
                architecture.size(), architecture.channels(), architecture.widths(), architecture.latent());
        assertThat(size.parameters())
                .isBetween((long) parameters.length, (long) parameters.length + (normalized ? 4L * 1024 : 8L * 1024));
        Settings settings = SettingsReader.read(null, "", List.of("score.batch_size=" + COUNT, "score.draws=2"));
        FileSystem files = FileSystem.getLocal(new Configuration());
        org.apache.hadoop.fs.Path home = new org.apache.hadoop.fs.Path(directory.toUri());
        ModelDirectory.write(
                files,
                home,
                new SavedModel(
                        "20260101T000000000-0000abcd",
                        architecture,
                        SavedModel.preparation(settings),
                        parameters,
                        MeasuredGalaxies.references(architecture.latent(), architecture.imageLength()),
                        settings,
                        Map.of()));
        List<EvidenceModel.Image> images = IntStream.range(0, COUNT)
                .mapToObj(i -> new EvidenceModel.Image("object-" + i, pixels(architecture, i)))
                .toList();
        try (EvidenceModel model = ModelDirectory.read(files, home).open()) {
            // evidences refuse what is not finite by themselves
            List<EvidenceModel.Result> results = model.evidences(images);
            assertThat(results).hasSize(COUNT);
            assertThat(results.get(0).z()).hasSize(architecture.latent());
            assertThat(results.get(0).evidences().of(Evidence.MSE)).isBetween(0.0, 1.0);
        }
    }
}
