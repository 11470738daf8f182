package org.galaxyvae.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String LABELS = "--label-column kind --positive ring --split test";

    @Test
    void letsAModelPassThatIsWorseByTheToleranceAndNoMore() {
        ModelMeasurement standing = measured("r1", "old", ModelMeasurement.INJECTED, "5", 0.85);
        assertThat(gate(measured("r2", "new", ModelMeasurement.INJECTED, "5", 0.83), standing)
                        .refusals())
                .isEmpty();
        assertThat(gate(measured("r2", "new", ModelMeasurement.INJECTED, "5", 0.8299), standing)
                        .refusals())
                .containsExactly("Model new is worse than the production model old by more than the tolerance 0.02:"
                        + " auc of --inject (5): 0.8299, production 0.8500");
    }

    @Test
    void asksForTheMeasurementsThatAreMissing() {
        assertThat(gate().refusals())
                .containsExactly(
                        "Model new was not measured; galaxy-vae evaluate --inject --model new does it",
                        "Model old was not measured; galaxy-vae evaluate --inject --model old does it");
        assertThat(gate(
                                measured("r1", "old", ModelMeasurement.INJECTED, "5", 0.8),
                                measured("r2", "new", ModelMeasurement.INJECTED, "5", 0.8),
                                measured("r3", "old", LABELS, "9", 0.7),
                                measured("r4", "third", "--label-column other", "9", 0.7))
                        .refusals())
                .containsExactly("Model new was not measured; galaxy-vae evaluate " + LABELS
                        + " --model new does it (and --labels FILE where the labels were a file)");
    }

    @Test
    void comparesTheNewestMeasurementsOfAsManyObjects() {
        Gate gate = gate(
                measured("r5", "new", ModelMeasurement.INJECTED, "7", 0.1),
                measured("r4", "old", ModelMeasurement.INJECTED, "5", 0.8),
                measured("r3", "new", ModelMeasurement.INJECTED, "5", 0.9),
                measured("r2", "new", ModelMeasurement.INJECTED, "5", 0.2),
                measured("r1", "old", ModelMeasurement.INJECTED, "5", 0.3));
        assertThat(gate.refusals()).isEmpty();
        assertThat(gate.comparisons())
                .containsExactly(new ModelComparison(ModelMeasurement.INJECTED, "5", "auc", 0.8, 0.9));
    }

    @Test
    void comparesNothingOfDifferentObjects() {
        Gate gate = gate(
                measured("r2", "new", ModelMeasurement.INJECTED, "7", 0.9),
                measured("r1", "old", ModelMeasurement.INJECTED, "5", 0.3));
        assertThat(gate.comparisons()).isEmpty();
        assertThat(gate.refusals())
                .containsExactly("Model new was measured on 7, the production model old on 5, not on the same;"
                        + " galaxy-vae evaluate --inject --model new and with --model old measures both");
        assertThat(gate(
                                new ModelMeasurement(
                                        "r2", "new", ModelMeasurement.INJECTED, "5", "a", Map.of("auc", 0.5), "t"),
                                new ModelMeasurement(
                                        "r1", "old", ModelMeasurement.INJECTED, "5", "b", Map.of("auc", 0.5), "t"))
                        .refusals())
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(gate(
                                measured("r2", "new", ModelMeasurement.INJECTED, "5", Double.NaN),
                                measured("r1", "old", ModelMeasurement.INJECTED, "5", 0.5))
                        .refusals())
                .hasSize(1);
    }

    private static Gate gate(ModelMeasurement... newestFirst) {
        return Gate.of(List.of(newestFirst), "new", "old", 0.02);
    }

    private static ModelMeasurement measured(String run, String model, String question, String objects, double auc) {
        return new ModelMeasurement(run, model, question, objects, null, Map.of("auc", auc), "2026-01-01T00:00:00Z");
    }
}
