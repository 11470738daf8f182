package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Fills a frame with the other things in the sky: stars and background galaxies, as many as a high-latitude field has
 * (galaxy counts: Yasuda et al. 2001; star counts flatten towards the faint end).
 */
final class FieldPainter {
    private static final double FAINT_LIMIT = 22.3;
    private static final double STAR_BRIGHT_LIMIT = 13;
    private static final double STARS_PER_ARCMIN2 = 2.6;
    private static final double STAR_SLOPE = 0.21;
    private static final double GALAXY_BRIGHT_LIMIT = 16;
    private static final double GALAXIES_PER_ARCMIN2 = 8;
    private static final double GALAXY_SLOPE = 0.42;
    /** A neighbor's outskirts are drawn less far than the central galaxy's: they cost most and drown in the sky. */
    private static final double STAMP_SHARE = 0.75;

    private static final double RESOLVED_LIMIT = 20.3;
    private static final double MARGIN_PIXELS = 12;

    private final FluxFrame frame;
    private final Seeing seeing;
    private final CounterRandom random;

    FieldPainter(FluxFrame frame, Seeing seeing, CounterRandom random) {
        this.frame = frame;
        this.seeing = seeing;
        this.random = random;
    }

    void paint() {
        double side = (frame.sizePixels() + 2 * MARGIN_PIXELS) * FluxFrame.PIXEL_ARCSEC / 60;
        // Fields differ by galactic latitude and by cluster: the densities scatter by a factor.
        int stars = poisson(STARS_PER_ARCMIN2 * side * side * StrictMath.exp(0.5 * random.nextGaussian()));
        int galaxies = poisson(GALAXIES_PER_ARCMIN2 * side * side * StrictMath.exp(0.4 * random.nextGaussian()));
        for (int k = 0; k < stars; k++) {
            addStar();
        }
        for (int k = 0; k < galaxies; k++) {
            addGalaxy();
        }
    }

    private void addStar() {
        double magnitude = magnitude(STAR_BRIGHT_LIMIT, STAR_SLOPE);
        // The stellar locus: blue turn-off stars, and red dwarfs whose g - r stays at 1.4 while r - i grows.
        double red = random.nextDouble();
        double gMinusR = red < 0.45 ? random.between(0.2, 0.7) : random.between(0.7, 1.5);
        double rMinusI = gMinusR < 1.2 ? 0.4 * gMinusR - 0.05 : random.between(0.5, 1.6);
        frame.addStar(place(), place(), BandFlux.ofMagnitude(magnitude, gMinusR, rMinusI), seeing);
    }

    private void addGalaxy() {
        double magnitude = magnitude(GALAXY_BRIGHT_LIMIT, GALAXY_SLOPE);
        Galaxy drawn = GalaxyPopulation.draw(random);
        // Faint galaxies are small: about half an arcsec at r = 22; farther ones are redder.
        double fainter = magnitude - drawn.rMagnitude();
        Galaxy galaxy = drawn.scaled(StrictMath.pow(10, -0.12 * fainter), fainter);
        double x = place();
        double y = place();
        if (magnitude > RESOLVED_LIMIT) {
            addFaint(galaxy, x, y);
            return;
        }
        new GalaxyPainter(galaxy, seeing)
                .paint(frame, x, y, STAMP_SHARE * Math.min(PetrosianRadius.of(galaxy, seeing), 20), random);
    }

    /** Below the resolution three blobs in a row are a galaxy, at a tenth of the cost. */
    private void addFaint(Galaxy galaxy, double x, double y) {
        double angle = StrictMath.toRadians(galaxy.positionAngleDeg());
        double sigma = 0.8 * galaxy.diskRadiusArcsec() / FluxFrame.PIXEL_ARCSEC;
        double step = 1.2 * sigma * (1 - galaxy.axisRatio());
        BandFlux third = BandFlux.ofMagnitude(galaxy.rMagnitude(), galaxy.gMinusR(), galaxy.rMinusI())
                .times(1.0 / 3);
        for (int k = -1; k <= 1; k++) {
            double dx = k * step * StrictMath.cos(angle);
            double dy = -k * step * StrictMath.sin(angle);
            frame.addBlob(x + dx, y + dy, sigma * Math.sqrt(galaxy.axisRatio()), third, seeing);
        }
    }

    private double place() {
        return random.between(-MARGIN_PIXELS, frame.sizePixels() + MARGIN_PIXELS);
    }

    private double magnitude(double bright, double slope) {
        double least = StrictMath.pow(10, slope * (bright - FAINT_LIMIT));
        return FAINT_LIMIT + StrictMath.log10(least + random.nextDouble() * (1 - least)) / slope;
    }

    /** Knuth's product method: fine for the tens of sources of a frame. */
    private int poisson(double mean) {
        double limit = StrictMath.exp(-Math.min(mean, 300));
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
