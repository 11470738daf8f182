package org.galaxyvae.lab.simulate;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The surface brightness of a Sérsic (1963) galaxy of unit flux, round, as a table over the square root of the radius.
 *
 * <p>I(r) = I_e exp(-b_n ((r / R_e)^(1/n) - 1)). The profile is tapered to zero between 6 and 8 effective radii, as the
 * survey's own de Vaucouleurs models are, so that a rendering box can end without an edge.
 */
final class SersicProfile {
    private static final int KNOTS = 1024;
    private static final double TAPER_START = 6;
    /** The radius beyond which the profile is zero, in effective radii. */
    static final double END = 8;

    // One table for each index in use: the population rounds its indices to a tenth.
    private static final ConcurrentHashMap<Double, float[]> TABLES = new ConcurrentHashMap<>();

    private final float[] table;
    private final float scale;
    private final double knotsPerRootArcsec;

    /**
     * @param index Sérsic index n, 0.5 to 8
     * @param effectiveRadiusArcsec the radius of half the light
     */
    SersicProfile(double index, double effectiveRadiusArcsec) {
        table = TABLES.computeIfAbsent(index, SersicProfile::table);
        scale = (float) (1 / (effectiveRadiusArcsec * effectiveRadiusArcsec));
        knotsPerRootArcsec = KNOTS / Math.sqrt(END * effectiveRadiusArcsec);
    }

    /** Surface brightness at a radius, per arcsec² for unit total flux. */
    float at(double radiusArcsec) {
        double position = Math.sqrt(radiusArcsec) * knotsPerRootArcsec;
        if (position >= KNOTS) {
            return 0;
        }
        int knot = (int) position;
        float fraction = (float) (position - knot);
        return scale * (table[knot] + fraction * (table[knot + 1] - table[knot]));
    }

    /** b_n, which puts half of the light inside R_e: Ciotti and Bertin 1999, equation 18; good to 3e-4 from n = 0.5, to 1e-6 from 1. */
    static double b(double index) {
        if (!(index >= 0.5 && index <= 8)) {
            throw new IllegalArgumentException("Invalid Sérsic index: " + index + ", expected 0.5 to 8");
        }
        double n = index;
        return 2 * n
                - 1.0 / 3
                + 4 / (405 * n)
                + 46 / (25515 * n * n)
                + 131 / (1148175 * n * n * n)
                - 2194697 / (30690717750.0 * n * n * n * n);
    }

    /** Flux of the whole profile for I_e = 1 and R_e = 1: 2 pi n e^b b^(-2n) Gamma(2n), Graham and Driver 2005, equation 4. */
    static double totalFlux(double index) {
        double b = b(index);
        return 2 * Math.PI * index * StrictMath.exp(b + logGamma(2 * index) - 2 * index * StrictMath.log(b));
    }

    /** The profile for R_e = 1 and unit flux, at equal steps of the square root of the radius. */
    private static float[] table(double index) {
        double b = b(index);
        double total = totalFlux(index);
        float[] table = new float[KNOTS + 1];
        for (int k = 0; k < KNOTS; k++) {
            double root = (double) k / KNOTS;
            double radius = END * root * root;
            double exponent = b * (1 - StrictMath.pow(radius, 1 / index));
            table[k] = (float) (StrictMath.exp(exponent) / total * taper(radius));
        }
        return table;
    }

    private static double taper(double radius) {
        double t = Math.min(1, Math.max(0, (radius - TAPER_START) / (END - TAPER_START)));
        return 1 - t * t * (3 - 2 * t);
    }

    /** Stirling's series for ln Gamma, moved up by the recurrence to where it is good to 1e-10. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 8) {
            shift += StrictMath.log(z);
            z++;
        }
        double series = 1 / (12 * z) - 1 / (360 * z * z * z) + 1 / (1260 * z * z * z * z * z);
        return (z - 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * Math.PI) + series - shift;
    }
}
