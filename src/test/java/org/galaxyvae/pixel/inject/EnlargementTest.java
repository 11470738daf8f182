package org.galaxyvae.pixel.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnlargementTest {
    @ParameterizedTest
    @CsvSource({"16, 16", "32, 8", "50, 5", "64, 4", "96, 3", "128, 2", "170, 2", "171, 1", "256, 1"})
    void growsByAWholeFactorToAbout256(int size, int factor) {
        assertThat(Enlargement.of(size)).isEqualTo(new Enlargement(size, factor));
    }

    @Test
    void givesEveryPixelsMeanBack() {
        Enlargement enlargement = Enlargement.of(16);
        byte[] image = new byte[16 * 16 * 3];
        CounterRandom random = CounterRandom.of(1, "image", 0, "");
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) random.nextInt(256);
        }
        float[][] planes = enlargement.enlarge(image);
        byte[] fine = new byte[256 * 256 * 3];
        for (int c = 0; c < 3; c++) {
            double[] sums = new double[16 * 16];
            for (int i = 0; i < planes[c].length; i++) {
                sums[i / 256 / 16 * 16 + i % 256 / 16] += planes[c][i];
                fine[i * 3 + c] = (byte) Math.max(0, Math.min(255, Math.round(planes[c][i])));
            }
            for (int i = 0; i < sums.length; i++) {
                assertThat(sums[i] / 256).isCloseTo(image[i * 3 + c] & 0xFF, within(1e-3));
            }
        }
        // steep noise leaves 0 to 255 between the pixels; what is clipped there is lost
        byte[] back = enlargement.average(fine);
        double error = 0;
        for (int i = 0; i < back.length; i++) {
            error += Math.abs((back[i] & 0xFF) - (image[i] & 0xFF));
        }
        assertThat(error / back.length).isLessThan(8);
    }

    /** Of a spline through 0, 0, 6, 0, 0 the knots fall by -(2 - √3) from pixel to pixel, which is the infinite line's solution. */
    @Test
    void followsTheSplineOfOneBrightLine() {
        Enlargement enlargement = Enlargement.of(64);
        byte[] image = new byte[64 * 64 * 3];
        for (int column = 0; column < 64; column++) {
            image[(32 * 64 + column) * 3] = 60;
        }
        float[] red = enlargement.enlarge(image)[0];
        double fall = Math.sqrt(3) - 2;
        double knot = 6 * 60 / (4 + 2 * fall);
        // means of the quadratic B-splines over the second quarter of a pixel
        double before = 4 * (Math.pow(0.75, 3) - Math.pow(0.5, 3)) / 6;
        double after = 4 * (Math.pow(0.5, 3) - Math.pow(0.25, 3)) / 6;
        double expected = knot * (before * fall + (1 - before - after) + after * fall);
        assertThat(red[(32 * 4 + 1) * 256 + 100]).isCloseTo((float) expected, within(1e-3F));
        assertThat(red[(33 * 4 + 1) * 256 + 100])
                .isCloseTo(
                        (float) (knot * (before + (1 - before - after) * fall + after * fall * fall)), within(1e-3F));
    }

    @Test
    void averagesBlocksToTheNearest() {
        byte[] fine = new byte[256 * 256 * 3];
        fine[0] = 6;
        fine[3] = 2;
        fine[256 * 3 + 1] = 7;
        byte[] image = new Enlargement(64, 4).average(fine);
        // 8 of 16 is half, 7 of 16 is less
        assertThat(image[0]).isEqualTo((byte) 1);
        assertThat(image[1]).isZero();
    }
}
