package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

/** The network as DL4J trains it, on one machine. */
class OverfitTest {
    private static final Architecture ARCHITECTURE = new Architecture(16, 3, List.of(16, 32), 8, true);
    private static final int COUNT = 8;

    private static float[] images() {
        float[] images = new float[COUNT * ARCHITECTURE.imageLength()];
        for (int i = 0; i < COUNT; i++) {
            CounterRandom random = CounterRandom.of(2, "blob", i, "");
            double row = random.between(4, 12);
            double column = random.between(4, 12);
            for (int p = 0; p < 256; p++) {
                double square = Math.pow(Math.floorDiv(p, 16) - row, 2) + Math.pow(Math.floorMod(p, 16) - column, 2);
                for (int c = 0; c < 3; c++) {
                    images[(i * 256 + p) * 3 + c] = (float) (0.1 + 0.7 * Math.exp(-square / (6 + 4 * c)));
                }
            }
        }
        return images;
    }

    private static double mse(float[] parameters, float[] images) {
        try (TrainedVae vae = TrainedVae.open(ARCHITECTURE, parameters, COUNT)) {
            float[] decoded = vae.decode(vae.encode(images, COUNT).mean());
            double sum = 0;
            for (int i = 0; i < images.length; i++) {
                sum += Math.pow(decoded[i] - images[i], 2) / images.length;
            }
            return sum;
        }
    }

    @Test
    void learnsEightImagesByHeartAndScoresThemAfterFolding() {
        float[] images = images();
        ComputationGraph graph = TrainableVae.graph(
                ARCHITECTURE, InitialWeights.of(ARCHITECTURE, new double[] {0.3, 0.3, 0.3}, 1), 3e-3);
        double before = mse(TrainableVae.parameters(graph), images);
        CounterRandom random = CounterRandom.of(1, "noise", 0, "");
        for (int step = 0; step < 300; step++) {
            graph.fit(new TrainingBatch(COUNT, 8, 1e-3f, () -> {
                float[] noise = new float[COUNT * 8];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (float) random.nextGaussian();
                }
                return new TrainingBatch.Content(images.clone(), noise);
            }));
        }
        double after = mse(TrainableVae.parameters(graph), images);
        assertThat(after).isLessThan(before / 20).isLessThan(2e-3);
    }

    @Test
    void namesEveryParameterAndPutsThemTogetherAgain() {
        float[] flat = InitialWeights.of(ARCHITECTURE, new double[] {0.3, 0.3, 0.3}, 1);
        Map<String, NamedParameters.Values> named = NamedParameters.split(ARCHITECTURE, flat);
        Map<String, float[]> values = new java.util.HashMap<>();
        named.forEach((name, value) -> values.put(name, value.values()));
        assertThat(NamedParameters.join(ARCHITECTURE, values)).containsExactly(flat);
    }
}
