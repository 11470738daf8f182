package org.galaxyvae.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.network.Architecture;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    @Test
    void countsASmallNetworkAsByHand() {
        // 4 x 4 x 1, widths 2, 3, latent 5
        long encoder = 2 * 2 * 16 * 1 * 2 + 1 * 16 * 2 * 3;
        long latent = 3 * (2 * 5);
        long expand = 5 * 3;
        long decoder = 1 * 9 * 3 * (4 * 2) + 2 * 2 * 9 * 2 * (4 * 1);
        Architecture small = new Architecture(4, 1, List.of(2, 3), 5, true);

        assertThat(Arithmetic.multiplyAdds(small)).isEqualTo(encoder + latent + expand + decoder);
        assertThat(Arithmetic.scoring(small)).isEqualTo(2.0 * Arithmetic.multiplyAdds(small));
        assertThat(Arithmetic.training(small)).isEqualTo(6.0 * Arithmetic.multiplyAdds(small));
    }

    @Test
    void theDefaultNetworkHasEightySevenMillion() {
        Architecture standard = new Architecture(64, 3, List.of(32, 64, 128, 256), 32, true);
        assertThat(Arithmetic.multiplyAdds(standard) / 1e6).isCloseTo(87.3, within(0.1));
    }
}
