package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcessFitTest {
    private static final List<double[]> PLANE =
            List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1}, new double[] {2, 3});

    /** 5 + 2 a - b. */
    private static final double[] VALUES = {5, 7, 4, 6};

    @Test
    void leavesNothingOfWhatIsLinear() {
        ExcessFit fit = ExcessFit.fit(PLANE, VALUES);
        assertThat(fit.excess(new double[] {1, 2}, 5)).isCloseTo(0, within(1e-4));
        assertThat(fit.excess(new double[] {1, 2}, 5.5)).isCloseTo(0.5, within(1e-4));
        ExcessFit restored = ExcessFit.of(fit.toArray());
        assertThat(restored.excess(new double[] {1, 1}, 9)).isEqualTo(fit.excess(new double[] {1, 1}, 9));
    }

    @Test
    void clipsRegressorsToTheRangeOfTheFit() {
        ExcessFit fit = ExcessFit.fit(PLANE, VALUES);
        assertThat(fit.excess(new double[] {100, 0}, 9)).isCloseTo(fit.excess(new double[] {2, 0}, 9), within(1e-12));
        assertThat(fit.excess(new double[] {0, -9}, 9)).isCloseTo(fit.excess(new double[] {0, 0}, 9), within(1e-12));
    }

    @Test
    void takesRegressorsThatNeverVaryAndASingleRow() {
        List<double[]> rows = List.of(new double[] {7, 1}, new double[] {7, 2}, new double[] {7, 3});
        ExcessFit fit = ExcessFit.fit(rows, new double[] {1, 2, 3});
        assertThat(fit.excess(new double[] {7, 2}, 4)).isCloseTo(2, within(1e-4));
        ExcessFit one = ExcessFit.fit(List.of(new double[] {1, 1}), new double[] {3});
        assertThat(one.excess(new double[] {9, 9}, 4)).isCloseTo(1, within(1e-9));
    }
}
