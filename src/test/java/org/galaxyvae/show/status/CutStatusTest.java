package org.galaxyvae.show.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutStatusTest {
    @Test
    void saysHowManyMustShareTheSmallestPValueBeforeACutSelectsAny() {
        // 1 / 500 <= 0.1 k / 200,000 from k = 4,000 on
        CutStatus status = new CutStatus(499, 1 / 500.0, 0.4, 200_000, 12);
        assertThat(status.fewestRejected()).isEqualTo(4000);
        assertThat(status.lines().get(0)).contains("499 calibration objects, none below 0.0020");
        assertThat(status.lines().get(1)).contains("rate of 10% selects 4,000 or more, or none");
        assertThat(status.lines().get(2)).contains("12 objects").endsWith("p = 0.40");
    }

    @Test
    void warnsOfATailThatDoesNotFit() {
        assertThat(new CutStatus(499, 1 / 500.0, 0.01, 10, 0).lines().get(2)).endsWith("are not to be trusted");
        assertThat(new CutStatus(40, 1 / 41.0, Double.NaN, 10, 0).lines().get(2))
                .endsWith("too few calibration objects");
        assertThat(new CutStatus(40, 1 / 41.0, Double.NaN, 0, 0).lines()).hasSize(1);
    }
}
