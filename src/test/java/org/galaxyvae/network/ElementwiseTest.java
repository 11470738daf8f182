package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElementwiseTest {
    @Test
    void approximatesTheHyperbolicTangentToFloatPrecision() {
        for (float x = -12; x < 12; x += 0.0137f) {
            assertThat((double) Elementwise.tanh(x)).isCloseTo(Math.tanh(x), within(5e-7));
        }
    }

    @Test
    void shufflesPixelsThereAndBack() {
        float[] map = new float[2 * 3 * 3 * 8];
        for (int i = 0; i < map.length; i++) {
            map[i] = i;
        }
        float[] wide = new float[map.length];
        float[] back = new float[map.length];
        PixelShuffle.shuffle(map, wide, 2, 3, 2);
        PixelShuffle.unshuffle(wide, back, 2, 3, 2);
        assertThat(back).containsExactly(map);
        // second pixel of the first row is (dy, dx) = (0, 1): channels 2 and 3 of the first cell
        assertThat(new float[] {wide[2], wide[3]}).containsExactly(2, 3);
        // first pixel of the second row is (1, 0): channels 4 and 5
        assertThat(new float[] {wide[12], wide[13]}).containsExactly(4, 5);
    }

    @Test
    void clampsAtTheEnds() {
        assertThat(Elementwise.sigmoid(-200)).isBetween(0f, 1e-6f);
        assertThat(Elementwise.sigmoid(200)).isBetween(1 - 1e-6f, 1f);
    }
}
