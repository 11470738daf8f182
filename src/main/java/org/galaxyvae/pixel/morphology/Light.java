package org.galaxyvae.pixel.morphology;

/**
 * An image taken apart: its light, the sky around it, and the segment of the object in its middle.
 *
 * <p>Sky level and noise are the median and 1.4826 times the median absolute deviation of the border, a 16th of the side
 * wide. The segment holds those pixels of the smoothed image (Gaussian, a 64th of the side) above level + 2 noise that
 * connect to the brightest one near the frame's center.
 *
 * @param size the side, pixels
 * @param gray mean of the bands, 0 to 255
 * @param sky of the border
 * @param smooth the smoothed gray
 * @param threshold what of smooth stands out of the sky
 * @param segment indices of the object's pixels; empty where nothing near the center stands out
 */
record Light(int size, double[] gray, Sky sky, double[] smooth, double threshold, int[] segment) {
    private static final double THRESHOLD_SIGMAS = 2;

    /** Below one gray level there is no telling light from rounding. */
    private static final double SMALLEST_THRESHOLD = 1;

    private static final double MAD_TO_SIGMA = 1.4826;

    /** Of a gray image. */
    static Light of(double[] gray, int size) {
        Sky sky = Sky.ofBorder(gray, size, Math.max(1, size / 16));
        double threshold =
                sky.level() + Math.max(THRESHOLD_SIGMAS * MAD_TO_SIGMA * sky.deviation(), SMALLEST_THRESHOLD);
        double[] smooth = GaussianBlur.of(gray, size, size / 64.0);
        return new Light(size, gray, sky, smooth, threshold, Segment.around(smooth, size, threshold, size / 8));
    }

    /** Standard deviation of the sky, gray levels. */
    double noise() {
        return MAD_TO_SIGMA * sky.deviation();
    }

    /** The pixel's light above the sky, gray levels; negative below it. */
    double above(int pixel) {
        return gray[pixel] - sky.level();
    }
}
