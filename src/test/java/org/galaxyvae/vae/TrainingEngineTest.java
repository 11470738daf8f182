package org.galaxyvae.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.galaxyvae.sky.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loss and gradients of the engine (float, native kernels) against the definition (double, naive loops). */
class TrainingEngineTest {
    private static final int BATCH = 3;
    private static final float KL_WEIGHT = 0.7f;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesWithTheDefinitionInLossAndEveryGradient(boolean normalization) {
        Architecture architecture = new Architecture(8, 3, List.of(4, 6), 5, normalization);
        ParameterLayout layout = new ParameterLayout(architecture);
        float[] flat = InitialWeights.of(architecture, new double[] {0.2, 0.3, 0.4}, 1);
        CounterRandom random = CounterRandom.of(1, "test", 0, "");
        for (int i = 0; i < layout.learnedLength(); i++) {
            flat[i] += (float) (0.1 * random.nextGaussian());
        }
        for (int c = 0; c < 3; c++) {
            flat[layout.of("noise.log.sigma").offset() + c] = -1 + 0.3f * c;
        }
        float[] images = new float[BATCH * architecture.imageLength()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        float[] epsilon = new float[BATCH * 5];
        for (int i = 0; i < epsilon.length; i++) {
            epsilon[i] = (float) random.nextGaussian();
        }

        INDArray parameters = Nd4j.createFromArray(flat);
        INDArray gradients = Nd4j.create(flat.length);
        double loss;
        try (TrainingEngine engine = new TrainingEngine(architecture, BATCH)) {
            Map<String, INDArray> views = Views.of(layout, gradients);
            loss = engine.step(Views.of(layout, parameters), views, images, epsilon, KL_WEIGHT);
        }
        float[] found = gradients.toFloatVector();

        ReferenceVae reference = new ReferenceVae(architecture, BATCH);
        double[] p = doubles(flat);
        double expectedLoss = reference.loss(p, doubles(images), doubles(epsilon), KL_WEIGHT);
        assertThat(loss).isCloseTo(expectedLoss, org.assertj.core.data.Percentage.withPercentage(1e-3));
        for (ParameterLayout.Parameter parameter : layout.all()) {
            if (parameter.offset() >= layout.learnedLength()) {
                continue;
            }
            double error = 0;
            double size = 0;
            int step = Math.max(1, parameter.length() / 25);
            for (int i = parameter.offset(); i < parameter.offset() + parameter.length(); i += step) {
                double expected = central(reference, p, i, doubles(images), doubles(epsilon));
                error += Math.pow(expected - found[i], 2);
                size += expected * expected;
            }
            assertThat(Math.sqrt(error / (size + 1e-8)))
                    .describedAs("relative error of the gradient of " + parameter.name())
                    .isLessThan(1e-4);
        }
    }

    private static double central(ReferenceVae reference, double[] p, int i, double[] images, double[] epsilon) {
        double old = p[i];
        double h = 1e-5;
        p[i] = old + h;
        double up = reference.loss(p, images, epsilon, KL_WEIGHT);
        p[i] = old - h;
        double down = reference.loss(p, images, epsilon, KL_WEIGHT);
        p[i] = old;
        return (up - down) / (2 * h);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
