package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.sky.CounterRandom;

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
        double magnitude = magnitude(random.nextDouble());
        double redshift = 0.09 * StrictMath.pow(10, 0.16 * (magnitude - FAINT_LIMIT) + 0.14 * random.nextGaussian());
        double angle = random.between(0, 180);
        double scatter = random.nextGaussian();
        double tint = 0.05 * random.nextGaussian();
        return switch (type) {
            case ELLIPTICAL -> {
                double n = tenth(random.between(2.5, 5));
                double half = halfRadius(magnitude, 20.1 + 0.5 * scatter);
                // The Petrosian half-light radius of a steep profile is about 0.75 of its effective radius.
                yield new Galaxy(
                        type,
                        redshift,
                        magnitude,
                        0.72 + 2.3 * redshift + tint,
                        0.36 + 0.4 * redshift + tint / 2,
                        1,
                        n,
                        half / 0.75,
                        half,
                        random.between(0.62, 0.98),
                        angle,
                        0,
                        0,
                        0,
                        0);
            }
            case LENTICULAR -> {
                double q = random.between(0.38, 0.92);
                yield disky(
                        type,
                        redshift,
                        magnitude,
                        0.68 + 1.6 * redshift + 2 * tint,
                        0.34 + 0.3 * redshift + tint,
                        random.between(0.25, 0.6),
                        tenth(random.between(2, 3.5)),
                        20.4 + 0.5 * scatter,
                        q,
                        angle,
                        0,
                        0,
                        0,
                        0);
            }
            case EDGE_ON -> {
                double q = random.between(0.16, 0.34);
                double age = random.nextDouble();
                yield disky(
                        type,
                        redshift,
                        magnitude,
                        0.5 + 0.35 * age + redshift + tint,
                        0.28 + 0.12 * age + tint,
                        random.between(0.03, 0.3),
                        tenth(random.between(1, 2.5)),
                        20.9 + 0.5 * scatter,
                        q,
                        angle,
                        0,
                        0,
                        0,
                        0);
            }
            case SPIRAL -> {
                double q = random.between(0.4, 0.98);
                int arms = random.nextDouble() < 0.75 ? 2 : 3 + random.nextInt(2);
                double pitch = random.between(12, 30) * (random.nextDouble() < 0.5 ? 1 : -1);
                yield disky(
                        type,
                        redshift,
                        magnitude,
                        0.5 + redshift + 2 * tint,
                        0.27 + tint,
                        random.between(0.05, 0.3),
                        tenth(random.between(1, 2.5)),
                        21.1 + 0.5 * scatter,
                        q,
                        angle,
                        arms,
                        random.between(0.35, 0.8),
                        pitch,
                        4 + random.nextInt(14));
            }
            case IRREGULAR ->
                disky(
                        type,
                        redshift * 0.4,
                        magnitude,
                        0.38 + 2 * tint,
                        0.16 + tint,
                        random.between(0, 0.03),
                        1,
                        21.5 + 0.5 * scatter,
                        random.between(0.35, 0.85),
                        angle,
                        0,
                        0,
                        0,
                        4 + random.nextInt(9));
        };
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
