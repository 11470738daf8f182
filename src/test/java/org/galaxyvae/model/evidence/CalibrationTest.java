package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static double[] drawn(int count, java.util.function.DoubleUnaryOperator ofUniform) {
        CounterRandom random = CounterRandom.of(11, "calibration", count, "");
        return IntStream.range(0, count)
                .mapToDouble(i -> ofUniform.applyAsDouble(random.nextDouble()))
                .toArray();
    }

    @Test
    void countsCalibrationObjectsAtLeastAsAnomalous() {
        Calibration calibration =
                Calibration.fit(IntStream.range(0, 99).asDoubleStream().toArray(), 1);
        assertThat(calibration.smallestPValue()).isEqualTo(0.01);
        assertThat(calibration.pValue(1000)).isEqualTo(0.01);
        assertThat(calibration.pValue(98)).isEqualTo(0.02);
        assertThat(calibration.pValue(-1)).isEqualTo(1);
    }

    /** If calibration objects and others are alike, p-values are uniform: that is what makes them p-values. */
    @Test
    void givesLikeObjectsUniformPValues() {
        Calibration calibration = Calibration.fit(drawn(1000, u -> -Math.log1p(-u)), 1);
        double[] others = drawn(20_000, u -> -Math.log1p(-u));
        for (double level : new double[] {0.01, 0.05, 0.1, 0.5}) {
            double share = IntStream.range(0, others.length)
                            .filter(i -> calibration.pValue(others[i]) <= level)
                            .count()
                    / (double) others.length;
            assertThat(share).isCloseTo(level, within(0.01 + 0.1 * level));
        }
    }

    @Test
    void extrapolatesAnExponentialTailAndTrustsTheFit() {
        Calibration calibration = Calibration.fit(drawn(2000, u -> -Math.log1p(-u)), 1);
        assertThat(calibration.tailFitP()).isGreaterThan(0.05);
        assertThat(Math.log(calibration.pTail(6))).isCloseTo(-6, within(1.5));
        assertThat(calibration.pTail(40)).isPositive().isLessThan(calibration.pTail(39));
    }

    @Test
    void distrustsATailWithALumpBehindAGap() {
        // one in forty lies far away, all in one place
        double[] scores = drawn(2000, u -> u < 0.975 ? u : 5 + u);
        assertThat(Calibration.fit(scores, 1).tailFitP()).isLessThan(0.05);
    }

    @Test
    void saysWhenThereAreTooFewToTestTheTail() {
        assertThat(Calibration.fit(drawn(40, u -> u), 1).tailFitP()).isNaN();
    }
}
