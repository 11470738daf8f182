package org.galaxyvae.pixel.morphology;

/**
 * The bands of an image apart: long loops over one array of ints are what the compiler vectorizes.
 *
 * @param size the side, pixels
 * @param bands row-major levels, 0 to 255
 * @param sum of the bands, one a pixel
 * @param brightest the largest band, one a pixel
 */
record Planes(int size, int[][] bands, int[] sum, int[] brightest) {
    private static final int LARGEST_SIZE = 1024;
    private static final int SMALLEST_SIZE = 16;
    private static final int SATURATED = 250;

    /**
     * Of interleaved pixels.
     *
     * @param pixels row-major [row, column, channel], unsigned bytes
     */
    static Planes of(byte[] pixels, int size, int channels) {
        if (size < SMALLEST_SIZE || size > LARGEST_SIZE) { // sums over larger images would not fit an int
            throw new IllegalArgumentException(
                    "Invalid size: " + size + " pixels, expected " + SMALLEST_SIZE + " to " + LARGEST_SIZE);
        }
        if (channels < 1 || channels > 5 || pixels.length != size * size * channels) {
            throw new IllegalArgumentException("Invalid pixels: " + pixels.length + " bytes, expected " + size + " x "
                    + size + " x 1 to 5 bands, not " + channels);
        }
        int[][] bands = new int[channels][size * size];
        for (int c = 0; c < channels; c++) {
            int[] band = bands[c];
            for (int i = 0, at = c; i < band.length; i++, at += channels) {
                band[i] = pixels[at] & 0xFF;
            }
        }
        int[] sum = bands[0].clone();
        int[] brightest = bands[0].clone();
        for (int c = 1; c < channels; c++) {
            int[] band = bands[c];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += band[i];
            }
            for (int i = 0; i < brightest.length; i++) {
                brightest[i] = Branchless.max(brightest[i], band[i]);
            }
        }
        return new Planes(size, bands, sum, brightest);
    }

    int channels() {
        return bands.length;
    }

    /** The mean of the bands, 0 to 255. */
    double[] gray() {
        double[] gray = new double[sum.length];
        double channels = bands.length;
        for (int i = 0; i < gray.length; i++) {
            gray[i] = sum[i] / channels;
        }
        return gray;
    }

    /** The share of pixels at 250 or above in any band: survey pictures keep the color of burnt-out stars, so rarely in all. */
    double saturatedShare() {
        return shareSaturated(brightest);
    }

    /** The share of pixels at 250 or above in all bands. */
    double whiteShare() {
        int[] darkest = bands[0].clone();
        for (int[] band : bands) {
            for (int i = 0; i < darkest.length; i++) {
                darkest[i] = Branchless.min(darkest[i], band[i]);
            }
        }
        return shareSaturated(darkest);
    }

    private static double shareSaturated(int[] levels) {
        int saturated = 0;
        for (int level : levels) {
            saturated += level >= SATURATED ? 1 : 0;
        }
        return saturated / (double) levels.length;
    }
}
