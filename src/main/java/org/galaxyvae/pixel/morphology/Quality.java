package org.galaxyvae.pixel.morphology;

import org.galaxyvae.pixel.Column;

/**
 * What may be wrong with one image: a value for each question, and the flags of those beyond their threshold. Measured on the
 * closeup, the crop area-averaged to 128 x 128 bytes: finer than what a network reads, because single pixels and thin lines are
 * lost first. Levels are those of 8 bits, 0 to 255; every value is finite for every image.
 *
 * @param flags bits of {@link QualityFlag}
 * @param contrast span of the gray levels without a thousandth of the pixels at each end
 * @param invalidShare share of the crop that was NaN, masked or out of the frame, as the context has it
 * @param saturatedShare share of pixels at 250 or above in any band
 * @param whiteShare share of pixels at 250 or above in all bands
 * @param darkHalf largest share of pixels at 1 or below in all bands in the upper, lower, left or right half
 * @param blankEdge width of what has no grain along one edge, as a share of the side; {@link Flatness}
 * @param centerOffset distance from the frame's center to the summit of the light there, as a share of the side; 1 where nothing
 *     stands out; {@link Centering}
 * @param sources number of separate sources; {@link Sources}
 * @param weakestBand mean of the darkest band over the mean of all
 * @param colorfulness mean distance of the bands from their mean, levels
 * @param graphics 0 to 1: what the image has of a drawn page; {@link Flatness}
 * @param line mean excess of one band along the best straight line, levels; {@link LineExcess}
 * @param hotPixels by how much the sharpest pixels exceed their neighbors in any band, levels; {@link NarrowPeaks}
 * @param coloredPixels the same of one band above the next
 */
public record Quality(
        @Column(meaning = "bits, see below; 0 where nothing is wrong")
        int flags,

        @Column(
                unit = "levels",
                meaning = "0 to 255: span of the gray levels without a thousandth of the pixels at each end")
        double contrast,

        @Column(meaning = "0 to 1: NaN, masked or out of the frame")
        double invalidShare,

        @Column(meaning = "0 to 1: pixels at 250 or above in any band")
        double saturatedShare,

        @Column(meaning = "0 to 1: pixels at 250 or above in all bands")
        double whiteShare,

        @Column(meaning = "0 to 1: largest share of pixels at 1 or below in all bands, in any half of the frame")
        double darkHalf,

        @Column(unit = "sides", meaning = "0 to 1: widest strip along an edge without any grain")
        double blankEdge,

        @Column(
                unit = "sides",
                meaning = "0 to 0.71: from the frame's center to the summit of the light there; 1 where nothing "
                        + "stands out")
        double centerOffset,

        @Column(meaning = "separate sources") int sources,

        @Column(meaning = "0 to 1: mean of the darkest band over the mean of all")
        double weakestBand,

        @Column(unit = "levels", meaning = "mean distance of the bands from their mean")
        double colorfulness,

        @Column(meaning = "0 to 1: what the image has of a drawn page")
        double graphics,

        @Column(unit = "levels", meaning = "mean excess of one band along the best straight line")
        double line,

        @Column(unit = "levels", meaning = "how far the three sharpest pixels exceed their third neighbor, in any band")
        double hotPixels,

        @Column(unit = "levels", meaning = "the same of one band above the next")
        double coloredPixels) {
    private static final double DARK_HALF = 0.5;
    private static final double WHITE_SHARE = 0.001;

    /**
     * Looks at one image; a pure function.
     *
     * @param closeup row-major [row, column, channel], unsigned bytes; unchanged
     * @param size the side, pixels, 16 to 1024; thresholds are for 128
     * @param channels the number of bands, 1 to 5; color is not asked of one
     * @param context what the closeup does not tell
     */
    public static Quality of(byte[] closeup, int size, int channels, QualityContext context) {
        Planes planes = Planes.of(closeup, size, channels);
        Scratch scratch = new Scratch(size * size);
        NarrowPeaks peaks = NarrowPeaks.of(planes, scratch);
        double line = LineExcess.of(ColoredExcess.of(planes, scratch), size);
        Flatness flatness = Flatness.of(planes, scratch);
        Centering centering = Centering.of(planes);
        Levels levels = Levels.of(planes);
        double saturated = planes.saturatedShare();
        double white = planes.whiteShare();
        int flags = QualityFlag.EMPTY.bitFor(levels.contrast())
                | QualityFlag.INVALID.bitFor(context.invalidShare())
                | QualityFlag.SATURATED.bitFor(saturated)
                | (white > WHITE_SHARE ? QualityFlag.SATURATED.bit() : 0)
                | QualityFlag.MISSING.bitFor(flatness.blankEdge())
                | (levels.darkHalf() > DARK_HALF ? QualityFlag.MISSING.bit() : 0)
                | QualityFlag.OFF_CENTER.bitFor(centering.offset())
                | QualityFlag.CROWDED.bitFor(centering.sources())
                | QualityFlag.GRAPHICS.bitFor(flatness.graphics())
                | QualityFlag.HOT_PIXELS.bitFor(peaks.hot());
        if (channels > 1) {
            // one band has no other that it could stick out of
            flags |= QualityFlag.LOST_BAND.bitFor(levels.weakestBand())
                    | QualityFlag.TRAIL.bitFor(line)
                    | QualityFlag.COLORED_PIXELS.bitFor(peaks.colored())
                    | QualityFlag.GRAY.bitFor(levels.colorfulness())
                    | (context.sourceBands() < channels ? QualityFlag.GRAY.bit() : 0);
        }
        return new Quality(
                flags,
                levels.contrast(),
                context.invalidShare(),
                saturated,
                white,
                levels.darkHalf(),
                flatness.blankEdge(),
                centering.offset(),
                centering.sources(),
                levels.weakestBand(),
                levels.colorfulness(),
                flatness.graphics(),
                line,
                peaks.hot(),
                peaks.colored());
    }

    /** The flags with that of equal content, which only the caller can see. */
    public static int withDuplicate(int flags) {
        return flags | QualityFlag.DUPLICATE.bit();
    }
}
