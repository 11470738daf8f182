package org.galaxyvae.lab.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentMomentsTest {
    @Test
    void aUnitThatRepeatsItsPriorTellsNothing() {
        LatentMoments moments = new LatentMoments(2)
                .add(new float[] {0, 1}, new float[] {1, 0.5f})
                .add(new float[] {0, -1}, new float[] {1, 0.5f});
        assertThat(moments.divergence(0)).isZero();
        assertThat(moments.divergence(1)).isCloseTo(0.5 * (1 + 0.25 - 1 - Math.log(0.25)), within(1e-9));
        assertThat(moments.sd(0)).isCloseTo(1, within(1e-9));
        assertThat(moments.sd(1)).isCloseTo(Math.sqrt(1 + 0.25), within(1e-9));
        assertThat(moments.byActivity()).containsExactly(1, 0);
    }

    @Test
    void partsAddUp() {
        LatentMoments whole = new LatentMoments(1);
        LatentMoments first = new LatentMoments(1);
        LatentMoments second = new LatentMoments(1);
        for (int i = 0; i < 10; i++) {
            float[] mean = {i * 0.3f};
            float[] sd = {0.1f + i};
            whole.add(mean, sd);
            (i < 4 ? first : second).add(mean, sd);
        }
        first.add(second);
        assertThat(first.sd(0)).isCloseTo(whole.sd(0), within(1e-12));
        assertThat(first.divergence(0)).isCloseTo(whole.divergence(0), within(1e-12));
    }

    @Test
    void aPosteriorWithoutWidthIsNotInfinite() {
        assertThat(new LatentMoments(1).add(new float[] {0}, new float[] {0}).divergence(0))
                .isFinite()
                .isGreaterThan(10);
    }
}
