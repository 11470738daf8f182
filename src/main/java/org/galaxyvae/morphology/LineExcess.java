package org.galaxyvae.morphology;

/**
 * The strongest straight line across a map: the largest mean along any line, above the map's mean, as a discrete Radon
 * transform by shears finds it (after Press 2006, PNAS 103, 19249). Lines are three pixels wide.
 *
 * <p>A line is cut into four parts and its best part does not count: a trail crosses the frame, a star does not.
 */
final class LineExcess {
    private static final int PARTS = 4;

    private LineExcess() {}

    /**
     * Mean along the best line minus the map's mean.
     *
     * @param map row-major, one a pixel
     */
    static double of(int[] map, int size) {
        int[] turned = new int[map.length];
        long sum = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                turned[x * size + y] = map[y * size + x];
                sum += map[y * size + x];
            }
        }
        double mean = sum / (double) map.length;
        return Math.max(0, Math.max(best(map, size), best(turned, size)) - mean);
    }

    /** Of the lines at most 45 degrees from the columns: each row, moved along, falls on the line. */
    private static double best(int[] map, int size) {
        double best = 0;
        int half = size / 2;
        int[][] sums = new int[PARTS][];
        for (int slope = -half; slope <= half; slope++) {
            for (int part = 0; part < PARTS; part++) {
                sums[part] = new int[2 * size + 2];
                for (int y = size * part / PARTS; y < size * (part + 1) / PARTS; y++) {
                    int shift = half + Math.floorDiv(slope * (2 * y - size), size) + 1;
                    add(map, y * size, sums[part], shift, size);
                }
            }
            best = Math.max(best, best(sums, size));
        }
        return best;
    }

    private static void add(int[] map, int at, int[] sums, int shift, int length) {
        for (int x = 0; x < length; x++) {
            sums[shift + x] += map[at + x];
        }
    }

    private static double best(int[][] sums, int size) {
        double best = 0;
        for (int i = 1; i < sums[0].length - 1; i++) {
            int total = 0;
            int largest = 0;
            for (int[] part : sums) {
                int sum = part[i - 1] + part[i] + part[i + 1];
                total += sum;
                largest = Math.max(largest, sum);
            }
            best = Math.max(best, total - largest);
        }
        return best / (3.0 * size * (PARTS - 1) / PARTS);
    }
}
