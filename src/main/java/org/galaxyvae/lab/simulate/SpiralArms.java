package org.galaxyvae.lab.simulate;

/**
 * Logarithmic spiral arms: r = r_0 exp(theta tan(pitch)), the shape of real ones (Kennicutt 1981).
 *
 * @param count number of arms, at least 1
 * @param pitchDeg angle between arm and circle, 5 to 45 either way
 * @param phaseRad where the first arm starts
 * @param innerRadiusArcsec the arms grow from nothing here to full strength at twice it
 */
record SpiralArms(int count, double pitchDeg, double phaseRad, double innerRadiusArcsec) {
    /** Mean over a circle of (0.5 + 0.5 cos)^3. */
    private static final double MEAN = 0.3125;

    SpiralArms {
        if (count < 1 || !(Math.abs(pitchDeg) >= 5 && Math.abs(pitchDeg) <= 45)) {
            throw new IllegalArgumentException("Invalid spiral arms: count " + count + ", pitch " + pitchDeg
                    + ", expected at least 1 arm and 5 to 45 degrees");
        }
    }

    /** How far the arms have grown at a radius, 0 to 1. */
    double growth(double radiusArcsec) {
        double t = Math.min(1, Math.max(0, radiusArcsec / innerRadiusArcsec - 1));
        return t * t * (3 - 2 * t);
    }

    /** Contrast at a point of the disk's own plane; its mean over a circle is 1, between arms it is 0. */
    double contrast(double u, double v) {
        double radius = Math.sqrt(u * u + v * v);
        double winding = StrictMath.log(Math.max(radius, 1e-3) / innerRadiusArcsec)
                / StrictMath.tan(StrictMath.toRadians(pitchDeg));
        double wave = 0.5 + 0.5 * StrictMath.cos(count * (StrictMath.atan2(v, u) - winding) + phaseRad);
        return wave * wave * wave / MEAN;
    }

    /** The angle of an arm's ridge at a radius, radians in the disk's plane. */
    double ridge(int arm, double radiusArcsec) {
        return StrictMath.log(radiusArcsec / innerRadiusArcsec) / StrictMath.tan(StrictMath.toRadians(pitchDeg))
                + (2 * Math.PI * arm - phaseRad) / count;
    }
}
