package org.galaxyvae.pixel.morphology;

/**
 * The colors of a segment. Pictures are stretched, so these are no magnitudes: they compare images of one survey.
 *
 * @param first log10 of the light of the first band over that of the middle one (red over green); the light is the mean above the
 *     band's own sky, at least one gray level; 0 where there are fewer than two bands or there is no segment
 * @param second the same of the middle band over the last one (green over blue); 0 where there are fewer than three bands
 * @param scatter share of the light whose color is not the segment's: the sum of |b - q t| over that of |t|, over pixels
 *     and bands, where b is a band's light, t that of all bands and q the band's share in the whole segment
 */
record Colors(double first, double second, double scatter) {
    static Colors of(Light image, Planes planes) {
        int channels = planes.channels();
        int[] segment = image.segment();
        if (segment.length == 0 || channels < 2) {
            return new Colors(0, 0, 0);
        }
        double[] level = new double[channels];
        double[] flux = new double[channels];
        double all = 0;
        for (int c = 0; c < channels; c++) {
            int[] band = planes.bands()[c];
            level[c] = Sky.levelOfBorder(band, image.size(), Math.max(1, image.size() / 16));
            for (int pixel : segment) {
                flux[c] += band[pixel] - level[c];
            }
            flux[c] = Math.max(flux[c], segment.length);
            all += flux[c];
        }
        int middle = channels / 2;
        return new Colors(
                Math.log10(flux[0] / flux[middle]),
                Math.log10(flux[middle] / flux[channels - 1]),
                scatter(planes, segment, level, flux, all));
    }

    private static double scatter(Planes planes, int[] segment, double[] level, double[] flux, double all) {
        double different = 0;
        double total = 0;
        for (int pixel : segment) {
            double light = 0;
            for (int c = 0; c < level.length; c++) {
                light += planes.bands()[c][pixel] - level[c];
            }
            for (int c = 0; c < level.length; c++) {
                different += Math.abs(planes.bands()[c][pixel] - level[c] - flux[c] / all * light);
            }
            total += Math.abs(light);
        }
        return total == 0 ? 0 : different / total;
    }
}
