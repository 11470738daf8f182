package org.galaxyvae.score.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistanceTest {
    @Test
    void isTheLargestStepBetweenTheDistributions() {
        // behind 2 the reference is at 1/2, the recent sample at 0
        Distance distance = Distance.of(new double[] {1, 2, 3, 4}, new double[] {3, 4});
        assertThat(distance.ks()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void stepsOverEqualValuesTogether() {
        assertThat(Distance.of(new double[] {0, 0, 1}, new double[] {0, 1, 1}).ks())
                .isCloseTo(1.0 / 3, within(1e-15));
        assertThat(Distance.of(new double[] {5, 5}, new double[] {5, 5})).isEqualTo(new Distance(0, 1));
    }

    @Test
    void hasKolmogorovsLimitAsItsChance() {
        // D = 0.5 with 8 and 8: t = 1; 2 (e^-2 - e^-8 + e^-18) = 0.2700
        double[] reference = IntStream.range(0, 8).asDoubleStream().toArray();
        double[] recent = IntStream.range(4, 12).asDoubleStream().toArray();
        Distance distance = Distance.of(reference, recent);
        assertThat(distance.ks()).isCloseTo(0.5, within(1e-15));
        assertThat(distance.p()).isCloseTo(2 * (Math.exp(-2) - Math.exp(-8) + Math.exp(-18)), within(1e-9));
    }

    @Test
    void isCertainOfHardlyAnyDifferenceInManyObjects() {
        double[] reference = IntStream.range(0, 20_000).asDoubleStream().toArray();
        double[] recent = reference.clone();
        recent[10_000] += 0.5;
        assertThat(Distance.of(reference, recent).p()).isEqualTo(1);
    }
}
