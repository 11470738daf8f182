package org.galaxyvae.pixel.sky;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Positions written as text: decimal degrees, or sexagesimal with all three parts, as {@code 12:34:56.7}, {@code 12 34 56.7},
 * {@code 12h34m56.7s} or {@code -01d02m03s}.
 *
 * <p>A sexagesimal right ascension is in hours, as everyone writes it, unless it has a d; a declination is in degrees.
 */
public final class Sexagesimal {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern PARTS =
            Pattern.compile("([+-]?)(\\d{1,3})([: ]|[hHdD] ?)(\\d{1,2})(?:[: ]|[mM'] ?)(\\d{1,2}(?:\\.\\d*)?)[sS\"]?");

    private Sexagesimal() {}

    /** Degrees, or NaN where the text is neither form; nothing is said about the range. */
    public static double rightAscensionDeg(String text) {
        return degrees(text, 15);
    }

    /** Degrees, or NaN where the text is neither form; nothing is said about the range. */
    public static double declinationDeg(String text) {
        return degrees(text, 1);
    }

    private static double degrees(String text, int unit) {
        String stripped = text.strip();
        if (DECIMAL.matcher(stripped).matches()) {
            return Double.parseDouble(stripped);
        }
        Matcher parts = PARTS.matcher(stripped);
        if (!parts.matches()) {
            return Double.NaN;
        }
        double minutes = Double.parseDouble(parts.group(4));
        double seconds = Double.parseDouble(parts.group(5));
        boolean hours = parts.group(3).toLowerCase(java.util.Locale.ROOT).startsWith("h");
        if (minutes >= 60 || seconds >= 60 || (hours && unit == 1)) {
            return Double.NaN;
        }
        boolean degrees = parts.group(3).toLowerCase(java.util.Locale.ROOT).startsWith("d");
        double whole = Double.parseDouble(parts.group(2)) + minutes / 60 + seconds / 3600;
        double signed = parts.group(1).equals("-") ? -whole : whole;
        return degrees ? signed : signed * unit;
    }
}
