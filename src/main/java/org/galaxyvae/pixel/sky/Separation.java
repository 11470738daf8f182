package org.galaxyvae.pixel.sky;

/** Great-circle distances. */
public final class Separation {
    /** Seconds of arc in a degree. */
    public static final double ARCSEC_A_DEGREE = 3600;

    private Separation() {}

    /**
     * The angle between two positions in arcsec, by Vincenty's formula for the sphere (Vincenty 1975, Survey Review 23, 88), which
     * keeps its digits at any angle: for neighbors, poles and antipodes alike.
     *
     * @param ra1Deg right ascension, degrees; any turn
     * @param dec1Deg declination, -90 to 90 degrees
     */
    public static double arcsec(double ra1Deg, double dec1Deg, double ra2Deg, double dec2Deg) {
        double dec1 = Math.toRadians(dec1Deg);
        double dec2 = Math.toRadians(dec2Deg);
        // of the difference in degrees, which is exact for neighbors
        double turn = Math.toRadians(ra2Deg - ra1Deg);
        double sin1 = Math.sin(dec1);
        double cos1 = Math.cos(dec1);
        double sin2 = Math.sin(dec2);
        double cos2 = Math.cos(dec2);
        double cosTurn = Math.cos(turn);
        double east = cos2 * Math.sin(turn);
        // cos1 * sin2 - sin1 * cos2 * cosTurn, without its loss of digits
        double halfSin = Math.sin(turn / 2);
        double north = Math.sin(dec2 - dec1) + 2 * sin1 * cos2 * halfSin * halfSin;
        double along = sin1 * sin2 + cos1 * cos2 * cosTurn;
        return Math.toDegrees(Math.atan2(Math.hypot(east, north), along)) * ARCSEC_A_DEGREE;
    }
}
