package org.galaxyvae.model.evidence;

import java.util.Locale;

/** What numbers are called in plain words: one place for all. */
public final class Words {
    /** A calibration split tells nothing about a rarer one. */
    private static final double RAREST_PERCENT = 1e-4;

    private static final double COMPASS_POINT = Math.PI / 4;

    private Words() {}

    /**
     * A percentile with as many digits as tell it from 100, at most 99.9999.
     *
     * @param depth minus the log of the tail probability, nats, from 0
     */
    public static String percentile(double depth) {
        double above = Math.max(RAREST_PERCENT, 100 * Math.exp(-depth));
        int digits = above >= 0.1 ? 1 : (int) Math.ceil(-Math.log10(above) - 1e-9);
        return String.format(Locale.ROOT, "%." + digits + "f", 100 - above);
    }

    /** Where a residual lies, such as {@code 0.12 of the side right of the center}. */
    public static String of(Residual.Place place) {
        String[] points = {
            "right of",
            "below and right of",
            "below",
            "below and left of",
            "left of",
            "above and left of",
            "above",
            "above and right of"
        };
        int point = (int) Math.round(Math.atan2(place.row(), place.column()) / COMPASS_POINT);
        return String.format(
                Locale.ROOT, "%.2f of the side %s the center", place.offset(), points[Math.floorMod(point, 8)]);
    }
}
