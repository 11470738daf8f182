package org.galaxyvae.lab.simulate;

/**
 * The flux of one source in the three bands, nanomaggies (22.5 mag is 1).
 *
 * @param g flux in g
 * @param r flux in r
 * @param i flux in i
 */
record BandFlux(double g, double r, double i) {
    BandFlux {
        if (!(Double.isFinite(g) && Double.isFinite(r) && Double.isFinite(i))) {
            throw new IllegalArgumentException(
                    "Invalid flux: g=" + g + " r=" + r + " i=" + i + ", expected finite nanomaggies");
        }
    }

    /** The flux of a source of r magnitude {@code rMagnitude} and colors g - r and r - i. */
    static BandFlux ofMagnitude(double rMagnitude, double gMinusR, double rMinusI) {
        double r = nanomaggies(rMagnitude);
        return new BandFlux(r * nanomaggies(22.5 + gMinusR), r, r / nanomaggies(22.5 + rMinusI));
    }

    /** The flux of one band's source. */
    double in(Band band) {
        return switch (band) {
            case G -> g;
            case R -> r;
            case I -> i;
        };
    }

    /** This spectrum, {@code factor} times as bright. */
    BandFlux times(double factor) {
        return new BandFlux(g * factor, r * factor, i * factor);
    }

    private static double nanomaggies(double magnitude) {
        return StrictMath.pow(10, 0.4 * (22.5 - magnitude));
    }
}
