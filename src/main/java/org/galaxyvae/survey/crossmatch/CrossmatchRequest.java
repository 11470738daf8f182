package org.galaxyvae.survey.crossmatch;

import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.survey.catalog.KnownList;
import org.jspecify.annotations.Nullable;

/**
 * A list to match the survey with.
 *
 * @param source file or folder, of any format that a catalog may have
 * @param reference what it is called
 * @param radiusArcsec above 0, at most 3600
 */
public record CrossmatchRequest(String source, String reference, double radiusArcsec, KnownList.Columns columns) {
    /**
     * The request that a command line makes.
     *
     * @param name null: the file's
     * @param radius with its unit
     * @throws RequestException where any of it cannot be carried out
     */
    public static CrossmatchRequest of(
            String source, @Nullable String name, @Nullable String radius, KnownList.Columns columns) {
        if (radius == null) {
            throw new RequestException(
                    "Missing --radius: say how far a known object may lie from ours, such as" + " --radius 2arcsec");
        }
        if ((columns.ra() == null) != (columns.dec() == null)) {
            String one = columns.dec() == null
                    ? "--ra " + columns.ra() + " without --dec"
                    : "--dec " + columns.dec() + " without --ra";
            throw new RequestException("Invalid columns: " + one + ", expected both or neither");
        }
        return new CrossmatchRequest(source, ReferenceName.of(source, name), SearchRadius.arcsec(radius), columns);
    }
}
