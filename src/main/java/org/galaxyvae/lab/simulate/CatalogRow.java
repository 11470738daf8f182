package org.galaxyvae.lab.simulate;

import java.util.List;
import java.util.Locale;

/**
 * One line of the catalog: where the object is and what is true of it.
 *
 * @param objectId 18 digits, opaque
 * @param raDeg right ascension, 0 to 360
 * @param decDeg declination, -90 to 90
 * @param pixelScaleArcsec arcsec a pixel of the cutout
 * @param petroRadiusArcsec radius of 90 % of the Petrosian flux in r
 * @param galaxy the true parameters
 * @param anomaly what was planted
 */
record CatalogRow(
        String objectId,
        double raDeg,
        double decDeg,
        double pixelScaleArcsec,
        double petroRadiusArcsec,
        Galaxy galaxy,
        AnomalyKind anomaly) {
    /** The columns, in the order of {@link #line}. */
    static final String HEADER = String.join(
            ",",
            List.of(
                    "object_id",
                    "file",
                    "ra",
                    "dec",
                    "pixel_scale_arcsec",
                    "petro_radius_arcsec",
                    "galaxy_type",
                    "bulge_fraction",
                    "sersic_index",
                    "bulge_radius_arcsec",
                    "disk_radius_arcsec",
                    "axis_ratio",
                    "position_angle_deg",
                    "arm_count",
                    "arm_strength",
                    "arm_pitch_deg",
                    "clump_count",
                    "r_magnitude",
                    "g_r",
                    "r_i",
                    "redshift",
                    "anomaly",
                    "is_anomaly"));

    /** The cutout's place below the output directory. */
    String file() {
        return "images/" + objectId + ".jpg";
    }

    /** The line of this row, without its end. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%.6f,%.6f,%.5f,%.4f,%s,%.4f,%.3f,%.4f,%.4f,%.4f,%.2f,%d,%.3f,%.2f,%d,%.4f,%.4f,%.4f,%.5f,%s,%b",
                objectId,
                file(),
                raDeg,
                decDeg,
                pixelScaleArcsec,
                petroRadiusArcsec,
                galaxy.type().label(),
                galaxy.bulgeFraction(),
                galaxy.sersicIndex(),
                galaxy.bulgeRadiusArcsec(),
                galaxy.diskRadiusArcsec(),
                galaxy.axisRatio(),
                galaxy.positionAngleDeg(),
                galaxy.armCount(),
                galaxy.armStrength(),
                galaxy.armPitchDeg(),
                galaxy.clumpCount(),
                galaxy.rMagnitude(),
                galaxy.gMinusR(),
                galaxy.rMinusI(),
                galaxy.redshift(),
                anomaly.label(),
                anomaly != AnomalyKind.NONE);
    }
}
