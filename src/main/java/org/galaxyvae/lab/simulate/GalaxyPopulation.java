package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Draws the galaxies of a magnitude-limited sample (r below 17.77, Strauss et al. 2002): counts rise as 10^(0.6 m), sizes
 * follow the half-light surface brightness of their type (Shen et al. 2003), colors redden with redshift.
 */
final class GalaxyPopulation {
    private static final double FAINT_LIMIT = 17.77;
    private static final double BRIGHT_LIMIT = 13.5;
    private static final double BULGE_OVER_DISK_LENGTH = 0.45;

    private GalaxyPopulation() {}

    static Galaxy draw(CounterRandom random) {
        return draw(GalaxyType.at(random.nextDouble()), random);
    }

    static Galaxy draw(GalaxyType type, CounterRandom random) {
        Drawn drawn = Drawn.of(random);
        return switch (type) {
            case ELLIPTICAL -> elliptical(drawn, random);
            case LENTICULAR -> lenticular(drawn, random);
            case EDGE_ON -> edgeOn(drawn, random);
            case SPIRAL -> spiral(drawn, random);
            case IRREGULAR -> irregular(drawn, random);
        };
    }

    /**
     * What is drawn of a galaxy of any type.
     *
     * @param angle of its major axis, degrees
     * @param scatter of its surface brightness, standard normal
     * @param tint of its colors, magnitudes
     */
    private record Drawn(double magnitude, double redshift, double angle, double scatter, double tint) {
        static Drawn of(CounterRandom random) {
            double magnitude = GalaxyPopulation.magnitude(random.nextDouble());
            double redshift =
                    0.09 * StrictMath.pow(10, 0.16 * (magnitude - FAINT_LIMIT) + 0.14 * random.nextGaussian());
            return new Drawn(
                    magnitude, redshift, random.between(0, 180), random.nextGaussian(), 0.05 * random.nextGaussian());
        }
    }

    private static Galaxy elliptical(Drawn drawn, CounterRandom random) {

        double n = tenth(random.between(2.5, 5));
        double half = halfRadius(drawn.magnitude, 20.1 + 0.5 * drawn.scatter);
        // The Petrosian half-light radius of a steep profile is about 0.75 of its effective radius.
        return new Galaxy(
                GalaxyType.ELLIPTICAL,
                drawn.redshift,
                drawn.magnitude,
                0.72 + 2.3 * drawn.redshift + drawn.tint,
                0.36 + 0.4 * drawn.redshift + drawn.tint / 2,
                1,
                n,
                half / 0.75,
                half,
                random.between(0.62, 0.98),
                drawn.angle,
                0,
                0,
                0,
                0);
    }

    private static Galaxy lenticular(Drawn drawn, CounterRandom random) {

        double q = random.between(0.38, 0.92);
        return disky(
                GalaxyType.LENTICULAR,
                drawn.redshift,
                drawn.magnitude,
                0.68 + 1.6 * drawn.redshift + 2 * drawn.tint,
                0.34 + 0.3 * drawn.redshift + drawn.tint,
                random.between(0.25, 0.6),
                tenth(random.between(2, 3.5)),
                20.4 + 0.5 * drawn.scatter,
                q,
                drawn.angle,
                0,
                0,
                0,
                0);
    }

    private static Galaxy edgeOn(Drawn drawn, CounterRandom random) {

        double q = random.between(0.16, 0.34);
        double age = random.nextDouble();
        return disky(
                GalaxyType.EDGE_ON,
                drawn.redshift,
                drawn.magnitude,
                0.5 + 0.35 * age + drawn.redshift + drawn.tint,
                0.28 + 0.12 * age + drawn.tint,
                random.between(0.03, 0.3),
                tenth(random.between(1, 2.5)),
                20.9 + 0.5 * drawn.scatter,
                q,
                drawn.angle,
                0,
                0,
                0,
                0);
    }

    private static Galaxy spiral(Drawn drawn, CounterRandom random) {

        double q = random.between(0.4, 0.98);
        int arms = random.nextDouble() < 0.75 ? 2 : 3 + random.nextInt(2);
        double pitch = random.between(12, 30) * (random.nextDouble() < 0.5 ? 1 : -1);
        return disky(
                GalaxyType.SPIRAL,
                drawn.redshift,
                drawn.magnitude,
                0.5 + drawn.redshift + 2 * drawn.tint,
                0.27 + drawn.tint,
                random.between(0.05, 0.3),
                tenth(random.between(1, 2.5)),
                21.1 + 0.5 * drawn.scatter,
                q,
                drawn.angle,
                arms,
                random.between(0.35, 0.8),
                pitch,
                4 + random.nextInt(14));
    }

    private static Galaxy irregular(Drawn drawn, CounterRandom random) {
        return disky(
                GalaxyType.IRREGULAR,
                drawn.redshift * 0.4,
                drawn.magnitude,
                0.38 + 2 * drawn.tint,
                0.16 + drawn.tint,
                random.between(0, 0.03),
                1,
                21.5 + 0.5 * drawn.scatter,
                random.between(0.35, 0.85),
                drawn.angle,
                0,
                0,
                0,
                4 + random.nextInt(9));
    }

    private static Galaxy disky(
            GalaxyType type,
            double redshift,
            double magnitude,
            double gMinusR,
            double rMinusI,
            double bulgeFraction,
            double index,
            double halfBrightness,
            double axisRatio,
            double angle,
            int arms,
            double armStrength,
            double armPitch,
            int clumps) {
        // The half-light radius is measured in circles: the major axis of a flat disk is longer by about q^-1/4.
        double half = halfRadius(magnitude, halfBrightness) * StrictMath.pow(axisRatio, -0.25);
        double length = half / SersicProfile.b(1) * (1 + 0.6 * bulgeFraction);
        return new Galaxy(
                type,
                redshift,
                magnitude,
                gMinusR,
                rMinusI,
                bulgeFraction,
                index,
                BULGE_OVER_DISK_LENGTH * length,
                length,
                axisRatio,
                angle,
                arms,
                armStrength,
                armPitch,
                clumps);
    }

    private static double tenth(double index) {
        return StrictMath.rint(index * 10) / 10;
    }

    /** The radius of half the light, arcsec, from the mean brightness inside it: mu_50 = m + 2.5 log10(2 pi R_50^2). */
    private static double halfRadius(double magnitude, double brightness) {
        return Math.sqrt(StrictMath.pow(10, 0.4 * (brightness - magnitude)) / (2 * Math.PI));
    }

    private static double magnitude(double u) {
        double bright = StrictMath.pow(10, 0.6 * (BRIGHT_LIMIT - FAINT_LIMIT));
        return FAINT_LIMIT + StrictMath.log10(bright + u * (1 - bright)) / 0.6;
    }
}
