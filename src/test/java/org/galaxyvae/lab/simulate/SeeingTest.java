package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeeingTest {
    private static final Seeing SEEING = new Seeing(1.3);
    private static final int SIZE = 61;

    @Test
    void conservesFlux() {
        float[] stamp = new float[SIZE * SIZE];
        stamp[30 * SIZE + 30] = 2;
        stamp[25 * SIZE + 33] = 1;
        assertThat(sum(SEEING.blurred(stamp, SIZE, Band.R))).isCloseTo(3, within(1e-4));
    }

    @Test
    void hasItsWidthAtHalfTheMaximum() {
        float[] stamp = new float[SIZE * SIZE];
        stamp[30 * SIZE + 30] = 1;
        float[] blurred = SEEING.blurred(stamp, SIZE, Band.R);
        double peak = blurred[30 * SIZE + 30];
        // 1.3 arcsec over 0.396 arcsec a pixel is a half width of 1.64 pixels; the wing adds a little.
        assertThat(blurred[30 * SIZE + 31] / peak).isGreaterThan(0.5);
        assertThat(blurred[30 * SIZE + 32] / peak).isBetween(0.3, 0.5);
    }

    @Test
    void blursAStampAsItPaintsAStar() {
        float[] stamp = new float[SIZE * SIZE];
        stamp[30 * SIZE + 30] = 1;
        float[] blurred = SEEING.blurred(stamp, SIZE, Band.G);
        FluxFrame frame = new FluxFrame(SIZE);
        frame.addStar(30, 30, new BandFlux(1, 1, 1), SEEING);
        for (int k = 0; k < blurred.length; k++) {
            assertThat(frame.plane(Band.G)[k]).isCloseTo(blurred[k], within(2e-4F));
        }
    }

    @Test
    void isBetterTowardsTheRed() {
        assertThat(SEEING.coreSigmaPixels(Band.I)).isLessThan(SEEING.coreSigmaPixels(Band.G));
    }

    @Test
    void refusesAWidthOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Seeing(0))
                .withMessage("Invalid seeing: 0.0, expected 0.3 to 5 arcsec");
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
