package org.galaxyvae.pixel.morphology;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What may be wrong with an image. A closed list: a bit never changes its meaning, a new flag takes the next one. A flag is a
 * column to filter on and drops nothing. Thresholds are for the closeup of 128 x 128 pixels; each flags at most 0.5% of
 * ordinary SDSS galaxies.
 */
public enum QualityFlag {
    /** Nothing to see: {@code contrast} below 10 of 255 levels. */
    EMPTY(0, -1, 10),
    /** More than 1% of the crop was NaN, masked or out of the frame: {@code invalid_share}. */
    INVALID(1, 1, 0.01),
    /** Burnt out, mostly by a bright star: {@code saturated_share} above 0.4%, or {@code white_share} above 0.1%. */
    SATURATED(2, 1, 0.004),
    /** A black half, {@code dark_half} above 0.5, or an edge without any grain, {@code blank_edge} above 0.05. */
    MISSING(3, 1, 0.05),
    /** The light peaks elsewhere than in the middle, or nothing stands out: {@code center_offset} above 0.065 of the side. */
    OFF_CENTER(4, 1, 0.065),
    /** More than 8 {@code sources}. */
    CROWDED(5, 1, 8),
    /** A band is dark: {@code weakest_band} below a quarter of the mean. */
    LOST_BAND(6, -1, 0.25),
    /** Gray where color is expected: {@code colorfulness} below 0.2 levels, or a source with fewer bands. */
    GRAY(7, -1, 0.2),
    /** Another object has the same pixels: the caller sees it, {@link Quality#withDuplicate}. */
    DUPLICATE(8, 1, 1),
    /** No photograph of the sky but text, a plot, a logo, an error page: {@code graphics} above 0.1. */
    GRAPHICS(9, 1, 0.1),
    /** A straight line in one band, a satellite's mostly: {@code line} above 1.5 levels. */
    TRAIL(10, 1, 1.5),
    /** Pixels sharper than a star, in any band: {@code hot_pixels} above 60 levels. */
    HOT_PIXELS(11, 1, 60),
    /** Pixels sharper than a star in one band only: {@code colored_pixels} above 16 levels. */
    COLORED_PIXELS(12, 1, 16);

    private final int bit;
    private final int direction;
    private final double threshold;

    QualityFlag(int position, int direction, double threshold) {
        this.bit = 1 << position;
        this.direction = direction;
        this.threshold = threshold;
    }

    /** The flag's bit in {@code flags}. */
    public int bit() {
        return bit;
    }

    /** Its name in text, lower_snake_case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value beyond which it is set: below it where a low value is the bad one, else above it. */
    public double threshold() {
        return threshold;
    }

    /** Whether it is among these flags. */
    public boolean in(int flags) {
        return (flags & bit) != 0;
    }

    /** The flags of these bits. */
    public static Set<QualityFlag> of(int flags) {
        Set<QualityFlag> set = EnumSet.noneOf(QualityFlag.class);
        for (QualityFlag flag : values()) {
            if (flag.in(flags)) {
                set.add(flag);
            }
        }
        return set;
    }

    /** The bit where the value is beyond the threshold, else 0. */
    int bitFor(double value) {
        return direction * value > direction * threshold ? bit : 0;
    }
}
