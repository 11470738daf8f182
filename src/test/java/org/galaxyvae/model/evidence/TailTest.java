package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class TailTest {
    private static double[] exponential(int count) {
        CounterRandom random = CounterRandom.of(3, "exponential", 0, "");
        return IntStream.range(0, count)
                .mapToDouble(i -> -Math.log1p(-random.nextDouble()))
                .toArray();
    }

    @Test
    void givesTheDepthOfAnExponentialWhereItsTailIsKnownExactly() {
        Tail tail = Tail.fit(exponential(20_000));
        assertThat(tail.depth(1)).isCloseTo(1, within(0.05));
        assertThat(tail.depth(2.5)).isCloseTo(2.5, within(0.1));
        assertThat(tail.depth(8)).isCloseTo(8, within(1.2));
    }

    @Test
    void growsStrictlyBeyondEveryCalibrationValueSoThatTheTopNeverTies() {
        Tail tail = Tail.fit(exponential(300));
        double last = 0;
        for (double value = 0.01; value < 1e6; value *= 1.3) {
            assertThat(tail.depth(value)).isGreaterThanOrEqualTo(last);
            if (value > 4) {
                assertThat(tail.depth(value)).isGreaterThan(last);
            }
            last = tail.depth(value);
        }
    }

    @Test
    void survivesValuesThatAreMostlyEqual() {
        double[] values = exponential(100);
        java.util.Arrays.fill(values, 0, 80, 0.5);
        Tail tail = Tail.fit(values);
        assertThat(tail.depth(-1)).isZero();
        assertThat(tail.depth(0.1)).isLessThan(tail.depth(0.51));
        assertThat(tail.depth(50)).isGreaterThan(tail.depth(0.6)).isFinite();
        Tail constant = Tail.fit(new double[50]);
        assertThat(constant.depth(1)).isFinite().isGreaterThan(constant.depth(0));
    }

    @Test
    void comesBackFromItsArrayUnchanged() {
        Tail tail = Tail.fit(exponential(200));
        Tail restored = Tail.of(tail.toArray());
        for (double value : new double[] {0, 0.3, 2, 9}) {
            assertThat(restored.depth(value)).isEqualTo(tail.depth(value));
        }
    }

    @Test
    void refusesTooFewValues() {
        assertThatThrownBy(() -> Tail.fit(new double[19])).hasMessageContaining("19 objects, expected at least 20");
    }
}
