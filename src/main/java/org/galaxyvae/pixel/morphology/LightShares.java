package org.galaxyvae.pixel.morphology;

/**
 * How unevenly the pixels of a segment share its light (Lotz, Primack and Madau 2004, AJ 128, 163).
 *
 * <p>Pixels of equal light are taken together, so the order of pixels never matters.
 *
 * @param gini their equation 6: 0 where all pixels are equally bright, 1 where one holds all light
 * @param m20 their equation 8: log10 of the second moment of the brightest fifth of the light over that of all, about the center
 *     that makes the latter least; pixels are spread over their own square, so it is finite; 0 where there is no light
 */
record LightShares(double gini, double m20) {
    private static final double BRIGHTEST = 0.2;

    /**
     * @param sums of the bands, one a pixel, so that equal light is equal ints
     * @param channels the number of bands
     */
    static LightShares of(Light image, Moments moments, int[] sums, int channels) {
        int[] segment = image.segment();
        if (moments.flux() == 0) {
            return new LightShares(0, 0);
        }
        int size = image.size();
        int levels = 255 * channels + 1;
        int[] count = new int[levels];
        double[] moment = new double[levels];
        double all = 0;
        for (int pixel : segment) {
            double dx = pixel % size - moments.x();
            double dy = Math.floorDiv(pixel, size) - moments.y();
            double squared = dx * dx + dy * dy + 2 * Moments.PIXEL_VARIANCE;
            count[sums[pixel]]++;
            moment[sums[pixel]] += squared;
            all += squared * Math.max(0, image.above(pixel));
        }
        double left = BRIGHTEST * moments.flux();
        double brightest = 0;
        for (int level = levels - 1; level >= 0 && left > 0; level--) {
            double light = level / (double) channels - image.sky().level();
            if (count[level] > 0 && light > 0) {
                double share = Math.min(1, left / (light * count[level]));
                brightest += share * light * moment[level];
                left -= light * count[level];
            }
        }
        return new LightShares(gini(count, channels, image.sky().level(), segment.length), Math.log10(brightest / all));
    }

    /** Of the absolute values, as Lotz et al. take them: pixels of a segment may lie under the sky. */
    private static double gini(int[] count, int channels, double sky, int pixels) {
        int[] absolute = new int[2 * count.length]; // in half steps of the sum: the sky is one of them
        int zero = (int) Math.round(2 * channels * sky);
        for (int level = 0; level < count.length; level++) {
            absolute[Math.abs(2 * level - zero)] += count[level];
        }
        double weighted = 0;
        double total = 0;
        int smaller = 0;
        for (int value = 0; value < absolute.length; value++) {
            int equal = absolute[value];
            weighted += (double) value * equal * (2.0 * smaller + equal - pixels);
            total += (double) value * equal;
            smaller += equal;
        }
        return total == 0 || pixels < 2 ? 0 : weighted / (total * (pixels - 1));
    }
}
