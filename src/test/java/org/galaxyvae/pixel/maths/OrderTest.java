package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {
    private static final double[] VALUES = {2, -0.0, 5, 2, 0, Double.NEGATIVE_INFINITY};

    @Test
    void keepsEqualValuesInTheirOrder() {
        assertThat(new Order(VALUES, true).places()).containsExactly(2, 0, 3, 1, 4, 5);
        assertThat(new Order(VALUES, false).places()).containsExactly(5, 1, 4, 0, 3, 2);
    }

    @Test
    void endsEveryTieOnce() {
        Order order = new Order(VALUES, true);
        boolean[] ends = new boolean[6];
        for (int i = 0; i < 6; i++) {
            ends[i] = order.endsTie(i);
        }
        assertThat(ends).containsExactly(true, false, true, false, true, true);
    }

    @Test
    void sharesTheRanksOfEqualValues() {
        assertThat(new Order(VALUES, false).ranks()).containsExactly(4.5, 2.5, 6, 4.5, 2.5, 1);
        assertThat(new Order(new double[0], false).ranks()).isEmpty();
    }
}
