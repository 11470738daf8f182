package org.galaxyvae.morphology;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may be wrong with an image. The bits never change their meaning; a flag drops nothing. */
public enum QualityFlag {
    /** Nothing to see: hardly any contrast. */
    EMPTY(0),
    /** A share of the crop was NaN, masked or out of the frame. */
    INVALID(1),
    /** Burnt out: a bright star. */
    SATURATED(2),
    /** An edge or half of the frame is black. */
    MISSING(3),
    /** Nothing stands out in the middle, or what does has its light elsewhere. */
    OFF_CENTER(4),
    /** Many sources. */
    CROWDED(5),
    /** One band is (nearly) dark. */
    LOST_BAND(6),
    /** Gray where color is expected. */
    GRAY(7),
    /** Another object has the same pixels; the caller knows. */
    DUPLICATE(8),
    /** No photograph of the sky: text, a plot, a logo, an error page. */
    GRAPHICS(9),
    /** A straight line in one band: a satellite or an airplane. */
    TRAIL(10),
    /** Single pixels far above their neighbors. */
    HOT_PIXELS(11),
    /** Single pixels far above their neighbors in one band only. */
    COLORED_PIXELS(12);

    private final int bit;

    QualityFlag(int position) {
        bit = 1 << position;
    }

    /** The flag's bit in {@code flags}. */
    public int bit() {
        return bit;
    }

    /** Its name in text, lower_snake_case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is set. */
    public boolean in(int flags) {
        return (flags & bit) != 0;
    }

    /** The flags that are set. */
    public static Set<QualityFlag> of(int flags) {
        Set<QualityFlag> set = EnumSet.noneOf(QualityFlag.class);
        for (QualityFlag flag : values()) {
            if (flag.in(flags)) {
                set.add(flag);
            }
        }
        return set;
    }
}
