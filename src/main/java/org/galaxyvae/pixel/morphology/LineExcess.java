package org.galaxyvae.pixel.morphology;

/**
 * The strongest straight line across a map: the largest mean along any line, above the map's mean, as a discrete Radon
 * transform by shears finds it (after Press 2006, PNAS 103, 19249). Pixels are first summed 2 x 2 and lines are two of these
 * wide, which is what a satellite's trail has in a survey's cutouts.
 *
 * <p>A line is cut into four parts and its best part does not count: a trail crosses the frame, a star does not.
 */
final class LineExcess {
    private static final int PARTS = 4;
    private static final int CELL = 2;
    private static final int WIDTH = 2;

    private LineExcess() {}

    /**
     * Mean along the best line minus the map's mean, at least 0.
     *
     * @param map row-major, one a pixel
     */
    static double of(int[] map, int size) {
        int cells = size / CELL;
        int[] coarse = new int[cells * cells];
        int[] turned = new int[cells * cells];
        int sum = 0;
        for (int y = 0; y < cells; y++) {
            for (int x = 0; x < cells; x++) {
                int at = CELL * (y * size + x);
                int cell = map[at] + map[at + 1] + map[at + size] + map[at + size + 1];
                coarse[y * cells + x] = cell;
                turned[x * cells + y] = cell;
                sum += cell;
            }
        }
        double mean = sum / (double) coarse.length;
        return Math.max(0, Math.max(best(coarse, cells), best(turned, cells)) - mean) / (CELL * CELL);
    }

    /** Of the lines at most 45 degrees from the columns: each row, moved along, falls on the line. */
    private static double best(int[] map, int size) {
        int best = 0;
        int half = size / 2;
        int[][] sums = new int[PARTS][2 * size];
        for (int slope = -half; slope <= half; slope++) {
            for (int part = 0; part < PARTS; part++) {
                int[] into = sums[part];
                java.util.Arrays.fill(into, 0);
                for (int y = size * part / PARTS; y < size * (part + 1) / PARTS; y++) {
                    add(map, y * size, into, half + Math.floorDiv(slope * (2 * y - size), size), size);
                }
            }
            best = Math.max(best, best(sums[0], sums[1], sums[2], sums[3]));
        }
        return best / (WIDTH * (double) size * (PARTS - 1) / PARTS);
    }

    private static void add(int[] map, int at, int[] sums, int shift, int length) {
        for (int x = 0; x < length; x++) {
            sums[shift + x] += map[at + x];
        }
    }

    private static int best(int[] a, int[] b, int[] c, int[] d) {
        int best = 0;
        for (int i = 1; i < a.length; i++) {
            int first = a[i - 1] + a[i];
            int second = b[i - 1] + b[i];
            int third = c[i - 1] + c[i];
            int fourth = d[i - 1] + d[i];
            int largest = Math.max(Math.max(first, second), Math.max(third, fourth));
            best = Math.max(best, first + second + third + fourth - largest);
        }
        return best;
    }
}
