package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedValuesTest {
    private static double[] values(int count) {
        CounterRandom random = CounterRandom.of(1, "sorted", count, "");
        return java.util.stream.DoubleStream.generate(random::nextGaussian)
                .limit(count)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 101})
    void takesTheMedianAndQuantilesOfTheLibrary(int count) {
        double[] values = values(count);
        assertThat(SortedValues.median(values.clone())).isCloseTo(new Median().evaluate(values), within(1e-15));
        double[] sorted = Arrays.stream(values).sorted().toArray();
        Percentile library = new Percentile().withEstimationType(EstimationType.R_7);
        for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 1}) {
            assertThat(SortedValues.quantile(sorted, share))
                    .isCloseTo(library.evaluate(values, 100 * share), within(1e-12));
        }
        assertThat(SortedValues.quantile(sorted, 0)).isEqualTo(sorted[0]);
        assertThatThrownBy(() -> SortedValues.median(new double[0]))
                .hasMessage("Invalid values: none, expected at least one");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40})
    void givesTheAreaOfTheRankSumTest(int count) {
        double[] positives = values(count);
        double[] negatives = Arrays.stream(values(count + 7)).sorted().toArray();
        double area = SortedValues.auc(positives, negatives);
        // the library gives the larger of the two sums
        double expected = new MannWhitneyUTest().mannWhitneyU(positives, negatives)
                / ((double) positives.length * negatives.length);
        assertThat(Math.max(area, 1 - area)).isCloseTo(expected, within(1e-12));
    }
}
