package org.galaxyvae.survey.fetch;

import java.net.URI;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * One object to fetch.
 *
 * @param raDeg right ascension, or null
 * @param decDeg declination, or null
 * @param radiusArcsec of the catalog, or null
 */
public record Target(
        String objectId,
        @Nullable Double raDeg,
        @Nullable Double decDeg,
        @Nullable Double radiusArcsec) {
    private static final double FINEST_ARCSEC = 0.01;
    private static final double COARSEST_ARCSEC = 60;

    /** Of a row with object_id, ra_deg, dec_deg and petro_radius_arcsec. */
    public static Target fromRow(Row row) {
        return new Target(row.getString(0), number(row, 1), number(row, 2), number(row, 3));
    }

    private static @Nullable Double number(Row row, int index) {
        return row.isNullAt(index) || Double.isNaN(row.getDouble(index)) ? null : row.getDouble(index);
    }

    /** Arcsec a pixel of its cutout, or NaN where the catalog's radius does not give a scale that a service has. */
    double scaleArcsec(FetchOptions options) {
        if (options.radii() == 0) {
            return options.scaleArcsec();
        }
        double scale = radiusArcsec == null ? Double.NaN : options.radii() * radiusArcsec / options.sizePixels();
        return scale >= FINEST_ARCSEC && scale <= COARSEST_ARCSEC ? scale : Double.NaN;
    }

    /** Why there is nothing to ask for, or null. */
    @Nullable
    FetchOutcome impossible(FetchOptions options) {
        if (raDeg == null || decDeg == null) {
            return FetchOutcome.untried("no_position", "the catalog has no valid position");
        }
        return Double.isNaN(scaleArcsec(options))
                ? FetchOutcome.untried(
                        "no_radius", "radius " + radiusArcsec + " arcsec gives no scale of 0.01 to 60 arcsec")
                : null;
    }

    /** The address of its cutout; only where it is not {@link #impossible}. */
    URI uri(FetchOptions options) {
        if (raDeg == null || decDeg == null) {
            throw new IllegalStateException("No position: " + objectId);
        }
        return options.survey().cutout(options, raDeg, decDeg, scaleArcsec(options));
    }
}
