package org.galaxyvae.pixel.morphology;

/**
 * What the levels of an image tell without their places, and of dark halves.
 *
 * @param contrast span of the gray levels without a thousandth of the pixels at each end
 * @param darkHalf largest share of pixels at 1 or below in all bands in the upper, lower, left or right half
 * @param weakestBand mean of the darkest band over the mean of all; 1 where all is black
 * @param colorfulness mean distance of the bands from their mean, levels
 */
record Levels(double contrast, double darkHalf, double weakestBand, double colorfulness) {
    private static final int DARK = 1;
    private static final double TRIMMED = 0.001;

    static Levels of(Planes planes) {
        int channels = planes.channels();
        int[] sum = planes.sum();
        int[] histogram = new int[255 * channels + 1];
        for (int value : sum) {
            histogram[value]++;
        }
        int trimmed = (int) (TRIMMED * sum.length);
        double contrast =
                (ranked(histogram, sum.length - 1 - trimmed) - ranked(histogram, trimmed)) / (double) channels;
        double weakest = Double.POSITIVE_INFINITY;
        double mean = 0;
        long distances = 0;
        for (int[] band : planes.bands()) {
            int total = 0;
            for (int level : band) {
                total += level;
            }
            int distance = 0;
            for (int i = 0; i < band.length; i++) {
                distance += Math.abs(channels * band[i] - sum[i]);
            }
            distances += distance;
            weakest = Math.min(weakest, total);
            mean += total / (double) channels;
        }
        return new Levels(
                contrast,
                darkHalf(planes),
                mean == 0 ? 1 : weakest / mean,
                distances / ((double) channels * channels * sum.length));
    }

    private static int ranked(int[] histogram, int rank) {
        int level = 0;
        for (int below = histogram[0]; below <= rank; below += histogram[level]) {
            level++;
        }
        return level;
    }

    private static double darkHalf(Planes planes) {
        int size = planes.size();
        int[] most = planes.brightest();
        int[] rows = new int[size];
        int[] columns = new int[size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int dark = most[y * size + x] <= DARK ? 1 : 0;
                rows[y] += dark;
                columns[x] += dark;
            }
        }
        return Math.max(darkerHalf(rows), darkerHalf(columns)) / (double) (size * (size / 2));
    }

    /** In frames with a middle line, it belongs to neither half. */
    private static int darkerHalf(int[] lines) {
        int half = lines.length / 2;
        int first = 0;
        int last = 0;
        for (int i = 0; i < half; i++) {
            first += lines[i];
            last += lines[lines.length - 1 - i];
        }
        return Math.max(first, last);
    }
}
