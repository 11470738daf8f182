package org.galaxyvae.lab.simulate;

import java.io.Serializable;

/**
 * What to simulate.
 *
 * @param count number of cutouts, at least 1
 * @param outputUri the directory to write, a path or a URI
 * @param sizePixels side of a cutout, 16 to 2048 pixels
 * @param fixedScale true: every cutout has the camera's 0.396 arcsec a pixel; false: each is scaled by its galaxy's
 *     Petrosian radius
 * @param seed the same seed gives the same bytes
 * @param anomalyFraction probability that an object carries a planted anomaly, 0 to 1
 * @param independentFactors true: size, shape, angle, bulge, arms, color and redshift are drawn independently of each other,
 *     which no survey's are, but what is measured of a latent space's disentanglement is about
 */
public record SimulationOptions(
        int count,
        String outputUri,
        int sizePixels,
        boolean fixedScale,
        long seed,
        double anomalyFraction,
        boolean independentFactors)
        implements Serializable {
    /** The side of the cutouts of Galaxy Zoo 2 (Willett et al. 2013). */
    public static final int DEFAULT_SIZE_PIXELS = 424;
    /** Near the share of odd objects among those that volunteers looked at. */
    public static final double DEFAULT_ANOMALY_FRACTION = 0.02;

    private static final int LEAST_SIZE_PIXELS = 16;
    private static final int MOST_SIZE_PIXELS = 2048;

    /** Of the galaxies of a survey. */
    public SimulationOptions(
            int count, String outputUri, int sizePixels, boolean fixedScale, long seed, double anomalyFraction) {
        this(count, outputUri, sizePixels, fixedScale, seed, anomalyFraction, false);
    }

    public SimulationOptions {
        if (count < 1) {
            throw new IllegalArgumentException("Invalid count: " + count + ", expected at least 1");
        }
        if (outputUri.isBlank()) {
            throw new IllegalArgumentException("Invalid output: '" + outputUri + "', expected a directory");
        }
        if (sizePixels < LEAST_SIZE_PIXELS || sizePixels > MOST_SIZE_PIXELS) {
            throw new IllegalArgumentException("Invalid size: " + sizePixels + ", expected " + LEAST_SIZE_PIXELS
                    + " to " + MOST_SIZE_PIXELS + " pixels");
        }
        if (!(anomalyFraction >= 0 && anomalyFraction <= 1)) {
            throw new IllegalArgumentException("Invalid anomaly fraction: " + anomalyFraction + ", expected 0 to 1");
        }
    }
}
