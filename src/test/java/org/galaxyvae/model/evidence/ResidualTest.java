package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResidualTest {
    private static final int SIDE = 8;

    private static float[] values(float value) {
        float[] values = new float[SIDE * SIDE * 3];
        Arrays.fill(values, value);
        return values;
    }

    private static Residual.Place place(float[] values) {
        return new Residual(SIDE, SIDE, 3, values).place();
    }

    @Test
    void isTheImageMinusTheReconstruction() {
        Residual residual = Residual.of(new byte[] {(byte) 255, 0, 51}, new float[] {0.5f, 1, 0.2f}, 1, 1, 3);
        assertThat(residual.values()).containsExactly(0.5f, -1, 0);
        assertThat(residual.energy()[0]).isCloseTo((0.25 + 1) / 3, within(1e-12));
        assertThat(residual.float16()).containsExactly(0x00, 0x38, 0x00, 0xBC, 0x00, 0x00);
    }

    /** Pixel (1, 6) of 8 × 8: its middle is 1.5 and 6.5 pixels from the corner. */
    @Test
    void findsASinglePixel() {
        float[] values = values(0);
        values[(1 * SIDE + 6) * 3 + 1] = -0.3f;
        Residual.Place place = place(values);
        assertThat(place.row()).isCloseTo(1.5 / 8 - 0.5, within(1e-12));
        assertThat(place.column()).isCloseTo(6.5 / 8 - 0.5, within(1e-12));
        assertThat(place.extent()).isCloseTo(0, within(1e-7));
        assertThat(place.centralShare()).isZero();
        assertThat(Words.of(place)).isEqualTo("0.44 of the side above and right of the center");
    }

    /** Two pixels in the row below the middle, amplitudes 1 and 2, energies 1 and 4; columns 4 and 5 have middles 0.0625, 0.1875. */
    @Test
    void weighsByEnergy() {
        float[] values = values(0);
        values[(4 * SIDE + 4) * 3] = 0.1f;
        values[(4 * SIDE + 5) * 3] = -0.2f;
        Residual.Place place = place(values);
        assertThat(place.row()).isCloseTo(0.0625, within(1e-9));
        assertThat(place.column()).isCloseTo((0.0625 + 4 * 0.1875) / 5, within(1e-6));
        // spread of two points 0.125 apart with weights 1/5 and 4/5
        assertThat(place.extent()).isCloseTo(0.125 * 0.4, within(1e-6));
        assertThat(place.centralShare()).isCloseTo(1, within(1e-12));
    }

    @Test
    void spreadsOverTheFrameWhereAllIsAlike() {
        Residual.Place place = place(values(0.2f));
        assertThat(place.row()).isCloseTo(0, within(1e-12));
        assertThat(place.column()).isCloseTo(0, within(1e-12));
        // variance of eight cells of an eighth along each side: (1 - 1/64) / 12
        assertThat(place.extent()).isCloseTo(Math.sqrt(2 * (1 - 1.0 / 64) / 12), within(1e-9));
        assertThat(place.centralShare()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void isNowhereWhereThereIsNone() {
        assertThat(place(values(0))).isEqualTo(new Residual.Place(0, 0, 0, 0));
    }

    @Test
    void refusesAnotherSize() {
        assertThatThrownBy(() -> new Residual(2, 2, 3, new float[11])).hasMessageContaining("11 values, expected 2");
        assertThatThrownBy(() -> Residual.of(new byte[3], new float[6], 1, 1, 3))
                .hasMessage("Invalid reconstruction: 6 values, expected 3");
    }
}
