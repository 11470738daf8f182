package org.galaxyvae.morphology;

/**
 * What may be wrong with one image: a value for each question, and the flags of those past their threshold. Measured on the
 * closeup, the crop area-averaged to 128 x 128 bytes: half as coarse as what a network reads, because single pixels and thin lines
 * are lost first. Values are on the scale of 0 to 255, or shares.
 *
 * @param flags bits of {@link QualityFlag}
 * @param contrast span of the gray levels without a thousandth of the pixels at each end
 * @param invalidShare of the crop, as the context has it
 * @param saturatedShare share of pixels at 250 or above in all bands
 * @param darkHalf largest share of pixels at 1 or below in all bands in any half of the frame
 * @param blankEdge width of what is blank along one edge, as a share of the side
 * @param centerOffset distance from the frame's center to the center of the light of what stands out there, or else of the
 *     brightest source, as a share of the side; 1 where nothing stands out
 * @param sources number of separate sources
 * @param weakestBand mean of the darkest band over the mean of all
 * @param colorfulness mean distance of the bands from their mean
 * @param graphics what the image has of a drawn page
 * @param line mean excess of one band along the best straight line
 * @param hotPixels mean of the 3 largest differences between a pixel and its 5 x 5 neighborhood, in any band
 * @param coloredPixels mean of the 10 largest such differences of one band above the next
 */
public record Quality(
        int flags,
        double contrast,
        double invalidShare,
        double saturatedShare,
        double darkHalf,
        double blankEdge,
        double centerOffset,
        int sources,
        double weakestBand,
        double colorfulness,
        double graphics,
        double line,
        double hotPixels,
        double coloredPixels) {
    private static final int HOTTEST = 3;
    private static final int MOST_COLORED = 10;

    /**
     * Looks at one image; a pure function.
     *
     * @param closeup row-major [row, column, channel], unsigned bytes; unchanged
     * @param size the side, pixels, at least 16; normally 128
     * @param channels the number of bands, 1 to 5
     * @param context what the closeup does not tell
     */
    public static Quality of(byte[] closeup, int size, int channels, QualityContext context) {
        Planes planes = Planes.of(closeup, size, channels);
        OutlierMaps outliers = OutlierMaps.of(planes);
        Flatness flatness = Flatness.of(planes);
        Centering centering = Centering.of(planes);
        Levels levels = Levels.of(planes);
        Quality values = new Quality(
                0,
                levels.contrast(),
                context.invalidShare(),
                planes.saturatedShare(),
                levels.darkHalf(),
                flatness.blankEdge(),
                centering.offset(),
                centering.sources(),
                levels.weakestBand(),
                levels.colorfulness(),
                flatness.graphics(),
                LineExcess.of(outliers.colored(), size),
                OutlierMaps.meanOfLargest(outliers.bright(), HOTTEST),
                OutlierMaps.meanOfLargest(outliers.colored(), MOST_COLORED));
        return values.flagged(context.sourceBands() < channels, channels > 1);
    }

    /** The flags with that of equal content, which only the caller can see. */
    public static int withDuplicate(int flags) {
        return flags | QualityFlag.DUPLICATE.bit();
    }

    private Quality flagged(boolean fewBands, boolean color) {
        int set = 0;
        set |= bit(QualityFlag.EMPTY, contrast < 10);
        set |= bit(QualityFlag.INVALID, invalidShare > 0.01);
        set |= bit(QualityFlag.SATURATED, saturatedShare > 0.001);
        set |= bit(QualityFlag.MISSING, darkHalf > 0.45 || blankEdge > 0.05);
        set |= bit(QualityFlag.OFF_CENTER, centerOffset > 0.1);
        set |= bit(QualityFlag.CROWDED, sources > 15);
        set |= bit(QualityFlag.LOST_BAND, color && weakestBand < 0.25);
        set |= bit(QualityFlag.GRAY, color && (fewBands || colorfulness < 0.2));
        set |= bit(QualityFlag.GRAPHICS, graphics > 0.15);
        set |= bit(QualityFlag.TRAIL, line > 10);
        set |= bit(QualityFlag.HOT_PIXELS, hotPixels > 111);
        set |= bit(QualityFlag.COLORED_PIXELS, coloredPixels > 39);
        return new Quality(
                set,
                contrast,
                invalidShare,
                saturatedShare,
                darkHalf,
                blankEdge,
                centerOffset,
                sources,
                weakestBand,
                colorfulness,
                graphics,
                line,
                hotPixels,
                coloredPixels);
    }

    private static int bit(QualityFlag flag, boolean set) {
        return set ? flag.bit() : 0;
    }
}
