package org.galaxyvae.score.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {
    @Test
    void isZeroForEqualSamples() {
        double[] values = IntStream.range(0, 100).asDoubleStream().toArray();
        assertThat(StabilityIndex.of(values, values, 10)).isZero();
    }

    @Test
    void sumsOverTheReferencesQuantiles() {
        // halves of the reference: up to 2 and beyond; 1 and 3 of the four recent ones, and half an object more in each
        double[] reference = {1, 2, 3, 4};
        double[] recent = {0, 3, 4, 5};
        double p = 2.5 / 5;
        double q = 1.5 / 5;
        assertThat(StabilityIndex.of(reference, recent, 2))
                .isCloseTo((q - p) * Math.log(q / p) + (p - q) * Math.log((1 - q) / (1 - p)), within(1e-15));
    }

    @Test
    void givesAFlagOneBinForEachOfItsValues() {
        double[] reference = flags(1000, 10);
        double[] recent = flags(1000, 200);
        double p = 10.5 / 1001;
        double q = 200.5 / 1001;
        assertThat(StabilityIndex.of(reference, recent, 10))
                .isCloseTo((q - p) * (Math.log(q / p) - Math.log((1 - q) / (1 - p))), within(1e-12));
    }

    @Test
    void seesAFlagThatAllHadGoAway() {
        assertThat(StabilityIndex.of(flags(500, 500), flags(500, 0), 10)).isGreaterThan(5);
        assertThat(StabilityIndex.of(flags(500, 0), flags(500, 500), 10)).isGreaterThan(5);
    }

    @Test
    void dividesHeapsOnceOnly() {
        assertThat(StabilityIndex.edges(new double[] {1, 2, 2, 2, 2, 2, 2, 9}, 4))
                .containsExactly(2);
        assertThat(StabilityIndex.edges(new double[] {0, 0, 0, 5}, 4)).containsExactly(Math.nextDown(0.0), 0);
        assertThat(StabilityIndex.edges(new double[] {7}, 10)).containsExactly(Math.nextDown(7.0), 7);
    }

    @Test
    void staysNearItsExpectationWithoutChange() {
        double sum = 0;
        for (int i = 0; i < 50; i++) {
            sum += StabilityIndex.of(normal(2000, 2 * i), normal(500, 2 * i + 1), 10);
        }
        // 9 (1 / 2000 + 1 / 500) = 0.0225; its deviation for one pair is 0.0106
        assertThat(sum / 50).isCloseTo(0.0225, within(0.005));
    }

    @Test
    void exceedsItsLimitForAShiftOfHalfADeviation() {
        double[] moved = Arrays.stream(normal(2000, 1)).map(x -> x + 0.5).toArray();
        // (mean shift / deviation) squared without bins: 0.25
        assertThat(StabilityIndex.of(normal(2000, 0), moved, 10)).isBetween(0.15, 0.35);
    }

    private static double[] flags(int objects, int set) {
        double[] values = new double[objects];
        Arrays.fill(values, objects - set, objects, 1);
        return values;
    }

    private static double[] normal(int objects, int draw) {
        CounterRandom random = CounterRandom.of(1, "test", draw, "o");
        return IntStream.range(0, objects)
                .mapToDouble(i -> random.nextGaussian())
                .sorted()
                .toArray();
    }
}
