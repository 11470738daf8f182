package org.galaxyvae.pixel.morphology;

/**
 * The peaks of a segment: summits of its smoothed light that rise clearly above the saddle to any higher one, as nuclei do
 * (prominence; the rule of watershed deblending, Bertin and Arnouts 1996, A&amp;AS 117, 393).
 *
 * <p>Levels are flooded from the top. Where two floods meet, the lower summit counts if it rises above the meeting level by
 * at least 5% of the highest summit's height above the sky and by three standard deviations of the sky.
 */
final class Peaks {
    private static final double PROMINENCE = 0.05;
    private static final double NOISES = 3;

    private Peaks() {}

    /**
     * The number of peaks: 0 only where there is no segment.
     *
     * @param smooth whole numbers, one a pixel, so that the order of pixels never matters
     * @param scale steps of smooth a gray level
     */
    static int count(Light image, int[] smooth, double scale) {
        int[] segment = image.segment();
        if (segment.length == 0) {
            return 0;
        }
        int size = image.size();
        int[] sorted = descending(segment, smooth);
        double height = smooth[sorted[0]] - scale * image.sky().level();
        double prominence = Math.max(1, Math.max(PROMINENCE * height, NOISES * scale * image.noise()));
        int[] parent = new int[size * size]; // 0: not flooded; else 1 + the parent's index
        int[] summit = new int[size * size];
        int peaks = 1;
        for (int pixel : sorted) {
            parent[pixel] = pixel + 1;
            summit[pixel] = smooth[pixel];
            int x = pixel % size;
            for (int dy = -size; dy <= size; dy += size) {
                for (int dx = -1; dx <= 1; dx++) {
                    int neighbor = pixel + dy + dx;
                    if (x + dx < 0
                            || x + dx >= size
                            || neighbor < 0
                            || neighbor >= parent.length
                            || parent[neighbor] == 0) {
                        continue;
                    }
                    int here = root(parent, pixel);
                    int there = root(parent, neighbor);
                    if (here != there) {
                        int lower = summit[here] < summit[there] ? here : there;
                        if (summit[lower] - smooth[pixel] >= prominence) {
                            peaks++;
                        }
                        parent[lower] = (here + there - lower) + 1;
                    }
                }
            }
        }
        return peaks;
    }

    private static int root(int[] parent, int pixel) {
        int at = pixel;
        while (parent[at] != at + 1) {
            parent[at] = parent[parent[at] - 1]; // shortens the path for the next search
            at = parent[at] - 1;
        }
        return at;
    }

    private static int[] descending(int[] segment, int[] smooth) {
        long[] keys = new long[segment.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) -smooth[segment[i]] << 32 | segment[i];
        }
        java.util.Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }
}
