package org.galaxyvae.survey.crossmatch;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.pixel.sky.Separation;

/** How far two positions of one object may lie from each other, as people write it. */
final class SearchRadius {
    private static final Pattern WRITTEN =
            Pattern.compile("((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?) ?(arcsec|arcmin|deg)");
    private static final Map<String, Double> UNIT_ARCSEC =
            Map.of("arcsec", 1.0, "arcmin", 60.0, "deg", Separation.ARCSEC_A_DEGREE);

    private SearchRadius() {}

    /**
     * The radius in arcsec.
     *
     * @throws RequestException where it has no unit, or is not above 0 and at most 1 degree
     */
    public static double arcsec(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (parts.matches()) {
            double arcsec = Double.parseDouble(parts.group(1)) * UNIT_ARCSEC.getOrDefault(parts.group(2), 0.0);
            if (arcsec > 0 && arcsec <= Separation.ARCSEC_A_DEGREE) {
                return arcsec;
            }
        }
        throw new RequestException("Invalid --radius " + text
                + ": expected a number with its unit, above 0 and at most one degree, such as 2arcsec, 0.5arcmin or"
                + " 1deg");
    }
}
