package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scoring engine (float, normalization folded into the convolutions) against the definition (double, not folded). */
class TrainedVaeTest {
    private static final double TOLERANCE = 1e-5;
    private static final int BATCH = 3;

    static Stream<Architecture> shapes() {
        return Stream.of(
                new Architecture(16, 3, List.of(8, 12), 5, true),
                new Architecture(16, 3, List.of(8, 12), 5, false),
                new Architecture(32, 1, List.of(7, 9, 11), 3, true),
                new Architecture(24, 5, List.of(16), 8, true),
                new Architecture(8, 2, List.of(4, 5, 6), 2, true));
    }

    /** With statistics as training leaves them: of any mean, and variances far from one. */
    private static TrainingCase trained(Architecture architecture) {
        TrainingCase given = TrainingCase.of(architecture, BATCH);
        CounterRandom random = CounterRandom.of(1, "statistics", 0, "");
        for (ParameterLayout.Parameter parameter : new ParameterLayout(architecture).all()) {
            boolean variance = parameter.name().endsWith(".running.variance");
            if (variance || parameter.name().endsWith(".running.mean")) {
                for (int i = parameter.offset(); i < parameter.offset() + parameter.length(); i++) {
                    double value = random.nextGaussian();
                    given.parameters()[i] = (float) (variance ? 0.3 * Math.exp(value) : 0.3 * value);
                }
            }
        }
        return given;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void foldedScoringAgreesWithTheNetworkAsItIsDefined(Architecture architecture) {
        TrainingCase given = trained(architecture);
        ReferenceVae reference = new ReferenceVae(architecture, BATCH);
        int latent = architecture.latent();
        try (TrainedVae vae = TrainedVae.open(architecture, TrainingCase.floats(given.parameters()), BATCH)) {
            TrainedVae.Posterior posterior = vae.encode(TrainingCase.floats(given.images()), BATCH);
            double[] expected = reference.encode(given.parameters(), given.images());
            double[] found = new double[expected.length];
            for (int i = 0; i < found.length; i++) {
                int at = i / (2 * latent) * latent + i % latent;
                found[i] =
                        i / latent % 2 == 0 ? posterior.mean()[at] : posterior.logVariance()[at];
            }
            assertThat(ReferenceLayerTest.relativeError(found, expected))
                    .describedAs("posterior")
                    .isLessThan(TOLERANCE);
            double[] levels = TrainingCase.doubles(vae.decode(TrainingCase.floats(given.epsilon())));
            assertThat(ReferenceLayerTest.relativeError(levels, reference.decode(given.parameters(), given.epsilon())))
                    .describedAs("reconstruction")
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void decodesAsManyImagesAsLatentsAndKeepsWhatItGave() {
        Architecture architecture = new Architecture(16, 1, List.of(32, 8), 3, true);
        float[] parameters = InitialWeights.of(architecture, new double[] {0.3}, 1);
        try (TrainedVae vae = TrainedVae.open(architecture, parameters, 4)) {
            float[] two = vae.decode(new float[] {1, 2, 3, -1, 0, 1});
            float[] kept = two.clone();
            assertThat(two).hasSize(2 * architecture.imageLength());
            assertThat(vae.decode(new float[3])).hasSize(architecture.imageLength());
            assertThat(two).containsExactly(kept);
            assertThat(vae.decode(new float[] {1, 2, 3}))
                    .containsExactly(Arrays.copyOf(kept, architecture.imageLength()));
        }
    }
}
