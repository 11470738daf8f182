package org.galaxyvae.lab.simulate;

/**
 * The circular radius of 90 % of a galaxy's Petrosian flux, arcsec, as the survey measures it.
 *
 * <p>Blanton et al. 2001: the Petrosian radius is where the local surface brightness falls to 0.2 of the mean inside; the
 * Petrosian flux is what lies within twice that radius. Measured on the model, with the seeing added in quadrature.
 */
final class PetrosianRadius {
    private static final double RATIO = 0.2;
    private static final double APERTURE = 2;
    private static final double SHARE = 0.9;
    private static final int RADII = 240;
    private static final int ANGLES = 8;
    private static final double STAR_R90_OVER_FWHM = 0.91;

    private static final double[] COSINES = cosines();

    private PetrosianRadius() {}

    static double of(Galaxy galaxy, Seeing seeing) {
        double disk = galaxy.diskRadiusArcsec() * SersicProfile.b(1) * (galaxy.bulgeFraction() < 0.99 ? 1 : 0);
        double bulge = galaxy.bulgeRadiusArcsec() * (galaxy.bulgeFraction() > 0.01 ? 1 : 0);
        double step = SersicProfile.END * Math.max(disk, bulge) / RADII;
        double[] inside = new double[RADII + 1];
        int last = RADII;
        SersicProfile bulgeProfile = galaxy.bulge();
        SersicProfile diskProfile = galaxy.disk();
        for (int k = 1; k <= RADII; k++) {
            double middle = (k - 0.5) * step;
            double brightness = galaxy.bulgeFraction() * ringMean(bulgeProfile, galaxy.bulgeAxisRatio(), middle)
                    + (1 - galaxy.bulgeFraction()) * ringMean(diskProfile, galaxy.axisRatio(), middle);
            inside[k] = inside[k - 1] + brightness * 2 * Math.PI * middle * step;
            if (last == RADII && brightness < RATIO * inside[k] / (Math.PI * k * k * step * step)) {
                last = Math.min(RADII, (int) (APERTURE * k));
            }
        }
        double target = SHARE * inside[last];
        int k = 1;
        while (inside[k] < target) {
            k++;
        }
        double radius = step * (k - (inside[k] - target) / (inside[k] - inside[k - 1]));
        double star = STAR_R90_OVER_FWHM * seeing.fwhmArcsec();
        return Math.sqrt(radius * radius + star * star);
    }

    /** Cosines of angles spread over a quarter; the same list backwards holds the sines. */
    private static double[] cosines() {
        double[] cosines = new double[ANGLES];
        for (int a = 0; a < ANGLES; a++) {
            cosines[a] = StrictMath.cos(Math.PI / 2 * (a + 0.5) / ANGLES);
        }
        return cosines;
    }

    private static double ringMean(SersicProfile profile, double axisRatio, double radius) {
        double sum = 0;
        for (int a = 0; a < ANGLES; a++) {
            double u = radius * COSINES[a];
            double v = radius * COSINES[ANGLES - 1 - a] / axisRatio;
            sum += profile.at(Math.sqrt(u * u + v * v));
        }
        return sum / ANGLES / axisRatio;
    }
}
