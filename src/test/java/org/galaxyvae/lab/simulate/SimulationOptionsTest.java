package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class SimulationOptionsTest {
    @Test
    void acceptsTheDefaults() {
        assertThatNoException()
                .isThrownBy(() -> new SimulationOptions(
                        1,
                        "out",
                        SimulationOptions.DEFAULT_SIZE_PIXELS,
                        false,
                        0,
                        SimulationOptions.DEFAULT_ANOMALY_FRACTION));
    }

    @Test
    void refusesAnEmptySurvey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationOptions(0, "out", 424, false, 0, 0.02))
                .withMessage("Invalid count: 0, expected at least 1");
    }

    @Test
    void refusesNoDirectory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationOptions(1, " ", 424, false, 0, 0.02))
                .withMessage("Invalid output: ' ', expected a directory");
    }

    @Test
    void refusesATinyPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationOptions(1, "out", 15, false, 0, 0.02))
                .withMessage("Invalid size: 15, expected 16 to 2048 pixels");
    }

    @Test
    void refusesAFractionThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationOptions(1, "out", 424, false, 0, Double.NaN))
                .withMessage("Invalid anomaly fraction: NaN, expected 0 to 1");
    }
}
