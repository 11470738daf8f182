package org.galaxyvae.show.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where others show the same position. */
final class SkyLinks {
    private SkyLinks() {}

    /** Links by position, J2000 degrees; none where it is not known. */
    static List<Page.Link> of(@Nullable Double raDeg, @Nullable Double decDeg) {
        if (raDeg == null || decDeg == null || !Double.isFinite(raDeg) || !Double.isFinite(decDeg)) {
            return List.of();
        }
        return List.of(
                new Page.Link(
                        "SkyServer",
                        at(
                                "https://skyserver.sdss.org/dr18/VisualTools/navi?ra=%.6f&dec=%.6f&scale=0.2",
                                raDeg, decDeg)),
                new Page.Link(
                        "Legacy Surveys",
                        at(
                                "https://www.legacysurvey.org/viewer?ra=%1$.6f&dec=%2$.6f&layer=ls-dr10&zoom=15&mark=%1$.6f,%2$.6f",
                                raDeg, decDeg)),
                new Page.Link(
                        "SIMBAD",
                        at(
                                        "https://simbad.cds.unistra.fr/simbad/sim-coo?Coord=%.6f%%20%+.6f&CooFrame=ICRS&Radius=10&Radius.unit=arcsec",
                                        raDeg, decDeg)
                                .replace("%20+", "%20%2B")));
    }

    private static String at(String format, double raDeg, double decDeg) {
        return String.format(Locale.ROOT, format, raDeg, decDeg);
    }
}
