package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class RobustGaussianTest {
    /** Two correlated components, one dead one, and 8% of far outliers. */
    private static float[][] rows() {
        CounterRandom random = CounterRandom.of(5, "rows", 0, "");
        float[][] rows = new float[4000][3];
        for (int i = 0; i < rows.length; i++) {
            double a = random.nextGaussian();
            double b = 0.8 * a + 0.6 * random.nextGaussian();
            boolean outlier = i % 12 == 0;
            rows[i][0] = (float) (outlier ? 40 : 1 + 2 * a);
            rows[i][1] = (float) (outlier ? -40 : b);
        }
        return rows;
    }

    @Test
    void doesNotLetOutliersMoveTheCenterOrStretchTheScale() {
        RobustGaussian fit = RobustGaussian.fit(rows());
        assertThat(fit.mean()[0]).isCloseTo(1, within(0.2));
        assertThat(fit.mean()[1]).isCloseTo(0, within(0.1));
        // trimming shrinks the scale a little; ranks do not mind
        assertThat(fit.distance(new float[] {3, 0.8f, 0})).isCloseTo(1, within(0.25));
        assertThat(fit.distance(new float[] {40, -40, 0})).isGreaterThan(30);
    }

    @Test
    void knowsThatAnUnusualDirectionIsFartherThanAUsualOne() {
        RobustGaussian fit = RobustGaussian.fit(rows());
        assertThat(fit.distance(new float[] {5, -1.6f, 0})).isGreaterThan(2 * fit.distance(new float[] {5, 1.6f, 0}));
    }

    @Test
    void invertsInSpiteOfADeadUnit() {
        assertThat(RobustGaussian.fit(rows()).distance(new float[] {1, 0, 0.001f}))
                .isFinite()
                .isLessThan(2);
    }

    @Test
    void comesBackFromItsArraysUnchanged() {
        RobustGaussian fit = RobustGaussian.fit(rows());
        float[] x = {2, 1, 0};
        assertThat(RobustGaussian.of(fit.mean(), fit.factor()).distance(x)).isEqualTo(fit.distance(x));
    }
}
