package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Galaxies whose seven factors are independent of each other: size, axis ratio, angle, bulge fraction, number of arms, color
 * and redshift. In a survey types, colors and sizes go together, so that no latent space could hold them apart.
 *
 * <p>The redshift dims, as distance does, and changes nothing else.
 */
final class IndependentFactors {
    private static final double SHORTEST_SCALE_ARCSEC = 1.2;
    private static final double LONGEST_SCALE_ARCSEC = 3.6;
    private static final double LEAST_REDSHIFT = 0.03;
    private static final double MOST_REDSHIFT = 0.12;
    private static final double USUAL_REDSHIFT = 0.06;
    private static final double USUAL_MAGNITUDE = 16;
    private static final double BULGE_OVER_DISK_LENGTH = 0.45;
    private static final double BULGE_INDEX = 2;
    private static final double ARM_STRENGTH = 0.7;
    private static final double ARM_PITCH_DEG = 20;
    private static final int MOST_ARMS = 4;

    private IndependentFactors() {}

    static Galaxy draw(CounterRandom random) {
        double length = SHORTEST_SCALE_ARCSEC
                * StrictMath.pow(LONGEST_SCALE_ARCSEC / SHORTEST_SCALE_ARCSEC, random.nextDouble());
        double axisRatio = random.between(0.3, 1);
        double angle = random.between(0, 180);
        double bulgeFraction = random.between(0, 0.8);
        int arms = random.nextInt(MOST_ARMS + 1);
        double gMinusR = random.between(0.3, 1.1);
        double redshift = random.between(LEAST_REDSHIFT, MOST_REDSHIFT);
        return new Galaxy(
                arms == 0 ? GalaxyType.LENTICULAR : GalaxyType.SPIRAL,
                redshift,
                USUAL_MAGNITUDE + 5 * StrictMath.log10(redshift / USUAL_REDSHIFT),
                gMinusR,
                0.5 * gMinusR,
                bulgeFraction,
                BULGE_INDEX,
                BULGE_OVER_DISK_LENGTH * length,
                length,
                axisRatio,
                angle,
                arms,
                arms == 0 ? 0 : ARM_STRENGTH,
                arms == 0 ? 0 : ARM_PITCH_DEG,
                0);
    }
}
