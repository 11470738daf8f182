package org.galaxyvae.lab.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DciTest {
    @Test
    void isOneWhereEachUnitCountsForOneFactorAlone() {
        Dci dci = Dci.of(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}, {0, 0, 1}});
        assertThat(dci.disentanglement()).isCloseTo(1, within(1e-12));
        assertThat(dci.completeness()).containsExactly(1, 1, 1);
    }

    @Test
    void isZeroWhereAllCountForAll() {
        Dci dci = Dci.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}});
        assertThat(dci.disentanglement()).isCloseTo(0, within(1e-12));
        assertThat(dci.completeness()[0]).isCloseTo(0, within(1e-12));
    }

    @Test
    void tellsDisentangledFromComplete() {
        // two units share one factor, and know nothing else
        Dci shared = Dci.of(new double[][] {{0.5, 0}, {0.5, 0}, {0, 1}});
        assertThat(shared.disentanglement()).isCloseTo(1, within(1e-12));
        assertThat(shared.completeness()[0]).isCloseTo(1 - Math.log(2) / Math.log(3), within(1e-12));
        assertThat(shared.completeness()[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void unitsCountByHowMuchTheyDo() {
        Dci dci = Dci.of(new double[][] {{0.9, 0}, {0.05, 0.05}});
        assertThat(dci.disentanglement()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void nothingIsNeitherDisentangledNorComplete() {
        assertThat(Dci.of(new double[2][2]).disentanglement()).isZero();
        assertThat(Dci.of(new double[2][2]).completeness()).containsExactly(0, 0);
    }
}
