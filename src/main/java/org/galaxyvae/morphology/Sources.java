package org.galaxyvae.morphology;

/** The separate sources of an image: connected parts of its smoothed light above the threshold. */
final class Sources {
    /** At a side of 64 pixels: the area of the smoothing, so that noise alone hardly makes one. */
    private static final int SMALLEST_PIXELS = 5;

    private Sources() {}

    /** The number of sources of at least 5 pixels at a side of 64, and of as large a share of larger frames. */
    static int count(Light image) {
        int size = image.size();
        double[] smooth = image.smooth();
        boolean[] seen = new boolean[smooth.length];
        int[] queue = new int[smooth.length];
        double smallest = SMALLEST_PIXELS * (size / 64.0) * (size / 64.0);
        int sources = 0;
        for (int start = 0; start < smooth.length; start++) {
            if (!seen[start] && smooth[start] > image.threshold()) {
                sources += Segment.flood(smooth, size, image.threshold(), start, seen, queue) >= smallest ? 1 : 0;
            }
        }
        return sources;
    }
}
