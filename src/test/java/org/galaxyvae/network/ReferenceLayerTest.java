package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer and the whole loss: analytic gradients against central differences, all in double. */
class ReferenceLayerTest {
    private static final double TOLERANCE = 1e-7;

    /** The loss is hundreds of nats: its last bits, divided by the step, are what differences through all layers lose. */
    private static final double TOLERANCE_OF_THE_WHOLE = 1e-6;

    private static final int BATCH = 3;

    static double[] normals(int length, String purpose) {
        CounterRandom random = CounterRandom.of(5, purpose, 0, "");
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** |found − expected| / |expected|, Euclidean norms. */
    static double relativeError(double[] found, double[] expected) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (found[i] - expected[i]) * (found[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        return Math.sqrt(error / size);
    }

    private static double[] centralDifferences(double[] at, int length, ToDoubleFunction<double[]> function) {
        double h = 1e-5;
        double[] differences = new double[length];
        for (int i = 0; i < length; i++) {
            double old = at[i];
            at[i] = old + h;
            double up = function.applyAsDouble(at);
            at[i] = old - h;
            differences[i] = (up - function.applyAsDouble(at)) / (2 * h);
            at[i] = old;
        }
        return differences;
    }

    static Stream<Arguments> layers() {
        int pixels = BATCH * 4 * 4;
        double[] images = new double[pixels * 3];
        for (int i = 0; i < images.length; i++) {
            images[i] = i % 7 / 7.0;
        }
        return Stream.of(
                Arguments.of(
                        "convolution of stride 2",
                        pixels * 2,
                        160,
                        new ReferenceLayer.Convolution(BATCH, 4, 2, 5, 4, 2, 0)),
                Arguments.of(
                        "convolution of stride 2 to one pixel",
                        BATCH * 4 * 2,
                        160,
                        new ReferenceLayer.Convolution(BATCH, 2, 2, 5, 4, 2, 0)),
                Arguments.of(
                        "convolution of stride 1",
                        pixels * 2,
                        90,
                        new ReferenceLayer.Convolution(BATCH, 4, 2, 5, 3, 1, 0)),
                Arguments.of("dense", BATCH * 6, 30, new ReferenceLayer.Dense(6, 5, 0)),
                Arguments.of("bias", BATCH * 6, 6, new ReferenceLayer.Bias(6, 0)),
                Arguments.of("batch normalization", pixels * 3, 6, new ReferenceLayer.BatchNormalization(3, 0, 3)),
                Arguments.of("SiLU", 50, 0, new ReferenceLayer.Silu()),
                Arguments.of("pixel shuffle", BATCH * 2 * 2 * 12, 0, new ReferenceLayer.Shuffle(2, 3)),
                Arguments.of("likelihood", images.length, 3, new ReferenceLayer.Likelihood(BATCH, images, 3, 0)),
                Arguments.of(
                        "reparameterization",
                        BATCH * 8,
                        0,
                        new ReferenceLayer.Posterior(4, normals(BATCH * 4, "epsilon"), 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void everyLayersBackwardPassIsTheDerivativeOfItsForwardPass(
            String name, int inputs, int parameters, ReferenceLayer layer) {
        double[] x = normals(inputs, "input");
        double[] p = normals(parameters, "parameters");
        double[] cotangent = normals(layer.forward(p, x).length, "cotangent");
        double[] gradient = new double[parameters];
        double[] found = layer.backward(p, gradient, cotangent);
        double[] byInput = centralDifferences(x, inputs, at -> dot(layer.forward(p, at), cotangent));
        assertThat(relativeError(found, byInput)).describedAs("input").isLessThan(TOLERANCE);
        if (parameters > 0) {
            double[] byParameters = centralDifferences(p, parameters, at -> dot(layer.forward(at, x), cotangent));
            assertThat(relativeError(gradient, byParameters))
                    .describedAs("parameters")
                    .isLessThan(TOLERANCE);
        }
    }

    static Stream<Arguments> clamped() {
        return Stream.of(Arguments.of(-1, 0.3), Arguments.of(0, 7.5), Arguments.of(0, -13.0));
    }

    @ParameterizedTest(name = "unit {0} at log variance {1}")
    @MethodSource("clamped")
    void theDivergencesGradientIsItsDerivativeInsideAndOutsideTheClamp(int unit, double logVariance) {
        int latent = 4;
        double weight = 0.7;
        double[] x = normals(BATCH * 2 * latent, "posterior");
        if (unit >= 0) {
            x[latent + unit] = logVariance;
        }
        var layer = new ReferenceLayer.Posterior(latent, normals(BATCH * latent, "epsilon"), weight);
        double[] none = new double[0];
        double[] cotangent = normals(BATCH * latent, "cotangent");
        layer.forward(none, x);
        double[] found = layer.backward(none, none, cotangent);
        double[] expected = centralDifferences(
                x, x.length, at -> dot(layer.forward(none, at), cotangent) + weight * layer.divergence());
        assertThat(relativeError(found, expected)).isLessThan(TOLERANCE);
        if (unit >= 0) {
            assertThat(found[latent + unit]).isZero();
        }
    }

    static Stream<Architecture> networks() {
        return Stream.of(
                new Architecture(8, 3, List.of(4, 6), 5, true),
                new Architecture(8, 3, List.of(4, 6), 5, false),
                new Architecture(4, 1, List.of(3), 2, true),
                new Architecture(8, 5, List.of(3, 4, 5), 3, true));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theWholeLosssGradientIsItsDerivative(Architecture architecture) {
        TrainingCase given = TrainingCase.of(architecture, BATCH);
        ReferenceVae reference = new ReferenceVae(architecture, BATCH);
        double[] found = reference.gradient(given.parameters(), given.images(), given.epsilon(), given.klWeight());
        int learned = new ParameterLayout(architecture).learnedLength();
        double[] expected = centralDifferences(
                given.parameters(),
                learned,
                at -> reference.loss(at, given.images(), given.epsilon(), given.klWeight()));
        for (ParameterLayout.Parameter parameter : new ParameterLayout(architecture).all()) {
            if (parameter.offset() < learned) {
                assertThat(relativeError(TrainingCase.cut(found, parameter), TrainingCase.cut(expected, parameter)))
                        .describedAs(parameter.name())
                        .isLessThan(TOLERANCE_OF_THE_WHOLE);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
