package org.galaxyvae.pixel.sky;

import java.util.Locale;

/** Names by position, as the IAU recommends them for new objects: {@code J123456.78-012345.6}. */
public final class Designation {
    /** Of the last digit: what a written position loses in its conversion to degrees and back. */
    private static final double ROUNDING = 1e-6;

    private static final long CENTISECONDS_A_DAY = 24L * 3600 * 100;

    private Designation() {}

    /**
     * The name of a position; digits are cut off, not rounded, so that it stays the beginning of a finer one.
     *
     * @param raDeg right ascension, J2000 degrees; any turn
     * @param decDeg declination, -90 to 90 J2000 degrees
     */
    public static String of(double raDeg, double decDeg) {
        long ra = Math.floorMod((long) Math.floor(raDeg / 15 * 360_000 + ROUNDING), CENTISECONDS_A_DAY);
        long dec = (long) Math.floor(Math.abs(decDeg) * 36_000 + ROUNDING);
        return String.format(
                Locale.ROOT,
                "J%02d%02d%02d.%02d%s%02d%02d%02d.%d",
                ra / 360_000,
                ra / 6000 % 60,
                ra / 100 % 60,
                ra % 100,
                decDeg < 0 ? "-" : "+",
                dec / 36_000,
                dec / 600 % 60,
                dec / 10 % 60,
                dec % 10);
    }
}
