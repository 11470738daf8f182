package org.galaxyvae.pixel.morphology;

import org.galaxyvae.pixel.Column;

/**
 * The classical morphology of one prepared image: what astronomers measured before there were networks, and among the best
 * columns for finding mergers. Every value is finite for every image; where nothing near the center stands out of the sky, what
 * is measured on the segment is 0.
 *
 * <p>Light is the mean of the bands above the sky, in 8-bit steps of the stretched picture, so none of this is photometry.
 * Sky, noise and segment: {@link Light}. Lengths are shares of the frame's side. Turning or flipping the frame changes
 * nothing.
 *
 * @param segmentedAsymmetry {@link SegmentedAsymmetry}: at most 2
 * @param weightedAsymmetry {@link WeightedAsymmetry}
 * @param concentration C = 5 log10(r80 / r20) (Bershady et al. 2000; Conselice 2003, equation 5), of the segment's light
 * @param gini how unevenly the segment's pixels share its light (Lotz et al. 2004, equation 6), 0 to 1
 * @param m20 log10 of the second moment of the brightest fifth of the light (Lotz et al. 2004, equation 8)
 * @param peaks summits of the segment; {@link Peaks}
 * @param ellipticity 1 - b / a by second moments (Bertin and Arnouts 1996), 0 to 1
 * @param logFlux log10(1 + the sum of the segment's light as a share of the frame's area, gray levels); grows with brightness
 * @param logHalfLightRadius log10 of halfLightRadius, which counts as at least a 256th
 * @param halfLightRadius radius about the light's center that holds half the segment's light
 * @param centroidOffset distance of the light's center from the frame's
 * @param logGradientEnergy log10(1 + mean squared gradient of the whole frame), gradient by central differences, gray levels a
 *     64th of the side (after the Tenengrad focus measure, Krotkov 1988); grows with brightness
 * @param firstColor log10 of red over green light of the segment; {@link Colors}
 * @param secondColor log10 of green over blue light of the segment
 * @param backgroundLevel median of the border, gray levels
 * @param backgroundNoise 1.4826 times the border's median absolute deviation, gray levels
 * @param segments separate sources in the frame, the galaxy among them; {@link Sources}
 * @param colorScatter share of the segment's light that has another color than the whole; {@link Colors}
 * @param saturatedShare share of pixels at 250 or above in any band
 */
public record Morphology(
        @Column(meaning = "about 0 to 2; equals `asymmetry` in `evidences`")
        double segmentedAsymmetry,

        @Column(meaning = "about 0 to 2: of the whole frame under a Gaussian weight")
        double weightedAsymmetry,

        @Column(meaning = "5 log10(r80 / r20)") double concentration,
        @Column(meaning = "0 to 1") double gini,
        @Column(meaning = "at most 0") double m20,
        @Column(meaning = "summits in the segment") int peaks,
        @Column(meaning = "0 to 1: 1 - b / a") double ellipticity,

        @Column(unit = "dex", meaning = "log10(1 + light of the segment, levels averaged over the frame)")
        double logFlux,

        @Column(unit = "dex", meaning = "log10 of the next, which counts as at least 1 / 256")
        double logHalfLightRadius,

        @Column(
                unit = "sides",
                meaning = "0 to 1: radius about the light's center that holds half of the segment's light")
        double halfLightRadius,

        @Column(unit = "sides", meaning = "from the frame's center to the center of the segment's light")
        double centroidOffset,

        @Column(unit = "dex", meaning = "log10(1 + mean squared gradient), levels per 64th of the side")
        double logGradientEnergy,

        @Column(
                unit = "dex",
                meaning = "log10 of red over green, and green over blue, light of the segment; in general first, "
                        + "middle and last band")
        double firstColor,

        @Column(
                unit = "dex",
                meaning = "log10 of red over green, and green over blue, light of the segment; in general first, "
                        + "middle and last band")
        double secondColor,

        @Column(unit = "levels", meaning = "median and 1.4826 × median absolute deviation of the border")
        double backgroundLevel,

        @Column(unit = "levels", meaning = "median and 1.4826 × median absolute deviation of the border")
        double backgroundNoise,

        @Column(meaning = "separate sources") int segments,

        @Column(meaning = "0 to 2: share of the segment's light that has another color than the whole")
        double colorScatter,

        @Column(meaning = "0 to 1: pixels at 250 or above in any band")
        double saturatedShare) {
    private static final double SMALLEST_RADIUS = 1 / 256.0;

    /**
     * Measures one image; a pure function.
     *
     * @param pixels row-major [row, column, channel], unsigned bytes; unchanged
     * @param size the side, pixels, at least 16
     * @param channels the number of bands, 1 to 5; color is that of the first, the middle and the last
     */
    public static Morphology of(byte[] pixels, int size, int channels) {
        Planes planes = Planes.of(pixels, size, channels);
        int[] sums = planes.sum();
        Light light = Light.of(planes.gray(), size);
        Moments moments = Moments.of(light);
        GrowthCurve growth = GrowthCurve.of(light, moments);
        LightShares shares = LightShares.of(light, moments, sums, channels);
        Colors colors = Colors.of(light, planes);
        double middle = (size - 1) / 2.0;
        double radius = growth.r50() / size;
        return new Morphology(
                SegmentedAsymmetry.of(light),
                WeightedAsymmetry.of(light),
                growth.concentration(),
                shares.gini(),
                shares.m20(),
                Peaks.count(light, BinomialBlur.of(sums, size), (double) BinomialBlur.SCALE * channels),
                moments.ellipticity(),
                Math.log10(1 + moments.flux() / ((double) size * size)),
                Math.log10(Math.max(SMALLEST_RADIUS, radius)),
                radius,
                Math.hypot(moments.x() - middle, moments.y() - middle) / size,
                Math.log10(1 + gradientEnergy(sums, size) / ((double) channels * channels)),
                colors.first(),
                colors.second(),
                light.sky().level(),
                light.noise(),
                Sources.count(light),
                colors.scatter(),
                planes.saturatedShare());
    }

    /** Mean over all pixels but the outermost, in whole numbers until the end. */
    private static double gradientEnergy(int[] image, int size) {
        long sum = 0;
        for (int y = 1; y < size - 1; y++) {
            long row = 0;
            for (int at = y * size + 1; at < (y + 1) * size - 1; at++) {
                int across = image[at + 1] - image[at - 1];
                int down = image[at + size] - image[at - size];
                row += across * across + down * down;
            }
            sum += row;
        }
        double pixelsA64th = size / 64.0;
        return sum / 4.0 / ((size - 2.0) * (size - 2.0)) * pixelsA64th * pixelsA64th;
    }
}
