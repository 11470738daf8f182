package org.galaxyvae.score.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.galaxyvae.base.config.Settings;
import org.junit.jupiter.api.Test;

class ShiftTest {
    private static final Quantity SIZE = new Quantity("log_half_light_radius", Kind.SIZE);
    private static final Settings.Drift RULES = new Settings.Drift(100, 20, 10);

    @Test
    void leavesOutWhatIsNoNumber() {
        double[] reference = {3, Double.NaN, 1, Double.POSITIVE_INFINITY, 2};
        Shift shift = Shift.of(SIZE, reference, new double[] {2, 4, Double.NaN}, RULES);
        assertThat(shift.objects()).isEqualTo(3);
        assertThat(shift.recent()).isEqualTo(2);
        assertThat(shift.referenceMean()).isEqualTo(2);
        assertThat(shift.recentMean()).isEqualTo(3);
        assertThat(shift.verdict()).isEqualTo(StabilityVerdict.TOO_FEW);
        assertThat(reference).startsWith(3);
    }

    @Test
    void measuresNothingOfOneObject() {
        Shift shift = Shift.of(SIZE, new double[] {1, 2, 3}, new double[] {1}, RULES);
        assertThat(shift.verdict()).isEqualTo(StabilityVerdict.TOO_FEW);
        assertThat(shift.psi()).isNaN();
        assertThat(shift.ks()).isNaN();
    }

    @Test
    void findsWhatHasDrifted() {
        double[] reference = IntStream.range(0, 40).asDoubleStream().toArray();
        double[] recent = IntStream.range(40, 80).asDoubleStream().toArray();
        assertThat(Shift.of(SIZE, reference, recent, RULES).verdict()).isEqualTo(StabilityVerdict.DRIFTED);
        assertThat(Shift.of(SIZE, reference, reference, RULES).verdict()).isEqualTo(StabilityVerdict.STABLE);
    }

    @Test
    void judgesByTheUsualLimits() {
        assertThat(StabilityVerdict.of(0.0999)).isEqualTo(StabilityVerdict.STABLE);
        assertThat(StabilityVerdict.of(0.1)).isEqualTo(StabilityVerdict.MOVING);
        assertThat(StabilityVerdict.of(0.25)).isEqualTo(StabilityVerdict.DRIFTED);
        assertThat(StabilityVerdict.TOO_FEW.label()).isEqualTo("too_few");
    }
}
