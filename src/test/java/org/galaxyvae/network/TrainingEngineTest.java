package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loss and gradients of the engine (float, native kernels) against the definition (double, naive loops), tensor by tensor. */
class TrainingEngineTest {
    /**
     * Of |engine − definition| / |definition| for each tensor. Float kernels reach 1e-7 at the decoder's end and 2e-6 where a
     * gradient has come through every normalization; the steps of the running statistics (2.4e-6) are held to the same.
     */
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(new Architecture(8, 3, List.of(4, 6), 5, true), 3),
                Arguments.of(new Architecture(8, 3, List.of(4, 6), 5, false), 3),
                Arguments.of(new Architecture(4, 1, List.of(3), 2, true), 5),
                Arguments.of(new Architecture(4, 2, List.of(16, 8), 3, true), 9),
                Arguments.of(new Architecture(12, 5, List.of(7, 9), 4, true), 4),
                Arguments.of(new Architecture(16, 4, List.of(8, 16, 24), 6, true), 4),
                Arguments.of(new Architecture(24, 3, List.of(5, 11, 13), 7, false), 2),
                Arguments.of(new Architecture(32, 1, List.of(16), 8, true), 2),
                Arguments.of(new Architecture(32, 3, List.of(12, 20, 28), 8, true), 3),
                Arguments.of(new Architecture(64, 3, List.of(8, 12, 16, 20), 32, true), 2),
                Arguments.of(new Architecture(64, 5, List.of(6, 10), 3, false), 2));
    }

    @ParameterizedTest(name = "{0}, batch {1}")
    @MethodSource("shapes")
    void agreesWithTheDefinitionInLossAndEveryGradient(Architecture architecture, int batch) {
        ParameterLayout layout = new ParameterLayout(architecture);
        TrainingCase given = TrainingCase.of(architecture, batch);
        INDArray parameters = Nd4j.createFromArray(TrainingCase.floats(given.parameters()));
        INDArray gradients = Nd4j.create(parameters.length());
        double loss;
        try (TrainingEngine engine = new TrainingEngine(architecture, batch)) {
            loss = engine.step(
                    Views.of(layout, parameters),
                    Views.of(layout, gradients),
                    TrainingCase.floats(given.images()),
                    TrainingCase.floats(given.epsilon()),
                    given.klWeight());
        }
        ReferenceVae reference = new ReferenceVae(architecture, batch);
        double expectedLoss = reference.loss(given.parameters(), given.images(), given.epsilon(), given.klWeight());
        double[] expected = reference.gradient(given.parameters(), given.images(), given.epsilon(), given.klWeight());
        double[] found = TrainingCase.doubles(gradients.toFloatVector());
        assertThat(loss).isCloseTo(expectedLoss, Percentage.withPercentage(1e-4));
        for (ParameterLayout.Parameter parameter : layout.all()) {
            assertThat(ReferenceLayerTest.relativeError(
                            TrainingCase.cut(found, parameter), TrainingCase.cut(expected, parameter)))
                    .describedAs("relative error of the gradient of " + parameter.name())
                    .isLessThan(TOLERANCE);
        }
    }
}
