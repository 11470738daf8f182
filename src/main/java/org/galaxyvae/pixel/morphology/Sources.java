package org.galaxyvae.pixel.morphology;

/** The separate sources of an image: connected parts of its smoothed light above the threshold. */
final class Sources {
    /** At a side of 64 pixels: the area of the smoothing. */
    private static final int SMALLEST_PIXELS = 5;

    /** In standard deviations of the sky: cutouts of small galaxies are enlarged, and so are the grains of their noise. */
    private static final double PEAK_SIGMAS = 6;

    private Sources() {}

    /**
     * The number of sources whose peak is 6 standard deviations above the sky and whose area at least 5 pixels at a side of 64,
     * and as large a share of larger frames.
     */
    static int count(Light image) {
        int size = image.size();
        double[] smooth = image.smooth();
        boolean[] seen = new boolean[smooth.length];
        int[] queue = new int[smooth.length];
        double smallest = SMALLEST_PIXELS * (size / 64.0) * (size / 64.0);
        double lowest = image.sky().level() + PEAK_SIGMAS * Math.max(1, image.noise());
        int sources = 0;
        for (int start = 0; start < smooth.length; start++) {
            if (!seen[start] && smooth[start] > image.threshold()) {
                int found = Segment.flood(smooth, size, image.threshold(), start, seen, queue);
                sources += found >= smallest && peak(smooth, queue, found) >= lowest ? 1 : 0;
            }
        }
        return sources;
    }

    private static double peak(double[] smooth, int[] pixels, int count) {
        double peak = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            peak = Math.max(peak, smooth[pixels[i]]);
        }
        return peak;
    }
}
