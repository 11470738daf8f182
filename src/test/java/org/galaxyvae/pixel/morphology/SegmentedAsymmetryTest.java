package org.galaxyvae.pixel.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentedAsymmetryTest {
    private static final int SIZE = 64;

    @Test
    void isZeroForARoundGalaxyWhereverItsCenterIsNearby() {
        assertThat(SegmentedAsymmetry.of(blobs(31.5, 31.5, 0), SIZE)).isCloseTo(0, within(0.01));
        assertThat(SegmentedAsymmetry.of(blobs(32, 31, 0), SIZE)).isCloseTo(0, within(0.03));
    }

    @Test
    void growsWithTheCompanion() {
        double alone = SegmentedAsymmetry.of(blobs(31.5, 31.5, 0), SIZE);
        double faint = SegmentedAsymmetry.of(blobs(31.5, 31.5, 40), SIZE);
        double bright = SegmentedAsymmetry.of(blobs(31.5, 31.5, 120), SIZE);
        assertThat(faint).isGreaterThan(alone + 0.1);
        assertThat(bright).isGreaterThan(faint + 0.1);
    }

    @Test
    void staysTheSameWhenTheFrameIsTurned() {
        byte[] frame = blobs(31.5, 31.5, 80);
        byte[] turned = new byte[frame.length];
        for (int i = 0; i < SIZE * SIZE; i++) {
            System.arraycopy(frame, 3 * i, turned, 3 * (SIZE * SIZE - 1 - i), 3);
        }
        assertThat(SegmentedAsymmetry.of(turned, SIZE)).isCloseTo(SegmentedAsymmetry.of(frame, SIZE), within(1e-9));
    }

    @Test
    void isTwiceTheShareOfLightWithoutAPartner() {
        // columns 28 to 43 stand out; about the farthest center tried, column 32.5, those from 38 on have no partner
        byte[] pixels = new byte[SIZE * SIZE * 3];
        fill(pixels, 28, 28, 8);
        fill(pixels, 28, 36, 8);
        assertThat(SegmentedAsymmetry.of(pixels, SIZE)).isCloseTo(2 * 6 / 16.0, within(1e-9));
    }

    @Test
    void isDefinedForEveryImage() {
        for (int level : new int[] {0, 127, 255}) {
            byte[] constant = new byte[SIZE * SIZE * 3];
            Arrays.fill(constant, (byte) level);
            assertThat(SegmentedAsymmetry.of(constant, SIZE)).isZero();
        }
        java.util.Random random = new java.util.Random(7);
        for (int size : new int[] {16, 17, 64, 100}) {
            byte[] noise = new byte[size * size * 3];
            random.nextBytes(noise);
            assertThat(SegmentedAsymmetry.of(noise, size)).isFinite().isEqualTo(SegmentedAsymmetry.of(noise, size));
        }
    }

    @Test
    void takesTheMeanOfHoweverManyBandsThereAre() {
        byte[] one = new byte[SIZE * SIZE];
        new java.util.Random(3).nextBytes(one);
        double expected = SegmentedAsymmetry.of(one, SIZE);
        for (int channels : new int[] {2, 4, 5}) {
            byte[] many = new byte[SIZE * SIZE * channels];
            for (int i = 0; i < many.length; i++) {
                many[i] = one[Math.floorDiv(i, channels)];
            }
            assertThat(SegmentedAsymmetry.of(many, SIZE)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void refusesAnotherNumberOfBytes() {
        assertThatThrownBy(() -> SegmentedAsymmetry.of(new byte[10], SIZE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 bytes, expected a multiple of 64 x 64");
    }

    private static void fill(byte[] pixels, int top, int left, int side) {
        for (int y = top; y < top + side; y++) {
            Arrays.fill(pixels, 3 * (y * SIZE + left), 3 * (y * SIZE + left + side), (byte) 200);
        }
    }

    /** A galaxy, and a companion 12 pixels to its right. */
    private static byte[] blobs(double x, double y, double companion) {
        byte[] pixels = new byte[SIZE * SIZE * 3];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double value = 20
                        + 200 * Math.exp(-(square(column - x) + square(row - y)) / 60)
                        + companion * Math.exp(-(square(column - x - 12) + square(row - y)) / 20);
                Arrays.fill(pixels, 3 * (row * SIZE + column), 3 * (row * SIZE + column) + 3, (byte)
                        (int) Math.min(255, value));
            }
        }
        return pixels;
    }

    private static double square(double v) {
        return v * v;
    }
}
