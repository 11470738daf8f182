package org.galaxyvae.morphology;

/**
 * The bands of an image apart: a loop over one band's ints is one that the compiler vectorizes.
 *
 * @param size the side, pixels
 * @param bands row-major levels, 0 to 255
 */
record Planes(int size, int[][] bands) {
    private static final int SATURATED = 250;

    /**
     * Of interleaved pixels.
     *
     * @param pixels row-major [row, column, channel], unsigned bytes
     */
    static Planes of(byte[] pixels, int size, int channels) {
        if (size < 1 || channels < 1 || pixels.length != size * size * channels) {
            throw new IllegalArgumentException(
                    "Invalid pixels: " + pixels.length + " bytes, expected " + size + " x " + size + " x " + channels);
        }
        int[][] bands = new int[channels][size * size];
        for (int c = 0; c < channels; c++) {
            int[] band = bands[c];
            for (int i = 0, at = c; i < band.length; i++, at += channels) {
                band[i] = pixels[at] & 0xFF;
            }
        }
        return new Planes(size, bands);
    }

    int channels() {
        return bands.length;
    }

    /** The sum of the bands. */
    int[] sum() {
        int[] sum = new int[size * size];
        for (int[] band : bands) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += band[i];
            }
        }
        return sum;
    }

    /** The mean of the bands, 0 to 255. */
    double[] gray() {
        int[] sum = sum();
        double[] gray = new double[sum.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = sum[i] / (double) bands.length;
        }
        return gray;
    }

    /** The share of pixels at 250 or above in all bands, as burnt-out stars are. */
    double saturatedShare() {
        int[] least = bands[0].clone();
        for (int[] band : bands) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], band[i]);
            }
        }
        int saturated = 0;
        for (int level : least) {
            saturated += level >= SATURATED ? 1 : 0;
        }
        return saturated / (double) least.length;
    }
}
