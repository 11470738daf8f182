package org.galaxyvae.lab.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanRanksTest {
    @Test
    void equalValuesShareTheirMeanRank() {
        assertThat(MeanRanks.of(new double[] {3, 1, 3, 2})).containsExactly(3.5, 1, 3.5, 2);
    }

    @Test
    void correlationSeesOrderAlone() {
        double[] x = {1, 2, 3, 4, 5};
        assertThat(MeanRanks.correlation(x, Arrays.stream(x).map(Math::exp).toArray()))
                .isCloseTo(1, within(1e-12));
        assertThat(MeanRanks.correlation(x, new double[] {9, 7, 5, 3, -100})).isCloseTo(-1, within(1e-12));
        assertThat(MeanRanks.correlation(x, new double[] {2, 1, 4, 3, 5})).isCloseTo(0.8, within(1e-12));
        assertThat(MeanRanks.correlation(x, new double[5])).isZero();
    }

    @Test
    void binsHaveEqualCountsAndEqualValuesStayTogether() {
        double[] values =
                IntStream.range(0, 1000).mapToDouble(i -> Math.pow(i, 3)).toArray();
        int[] bins = MeanRanks.bins(values, 20);
        for (int bin = 0; bin < 20; bin++) {
            int wanted = bin;
            assertThat(Arrays.stream(bins).filter(found -> found == wanted)).hasSize(50);
        }
        double[] tied =
                IntStream.range(0, 1000).mapToDouble(i -> i < 900 ? 0 : i).toArray();
        assertThat(Arrays.stream(MeanRanks.bins(tied, 20)).limit(900).distinct())
                .hasSize(1);
    }

    @Test
    void fewValuesKeepTheirs() {
        assertThat(MeanRanks.bins(new double[] {4, 0, 2, 4}, 20)).containsExactly(2, 0, 1, 2);
    }
}
