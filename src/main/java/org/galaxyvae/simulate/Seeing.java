package org.galaxyvae.simulate;

/**
 * The blur of air and telescope: a Gaussian core with a wider Gaussian wing, as the survey's photometric pipeline fits it
 * (Stoughton et al. 2002, section 4.4.5). Separable, so a convolution costs two passes a Gaussian. Flux is conserved.
 *
 * @param fwhmArcsec full width at half maximum of the core in r; SDSS: about 1.3
 */
record Seeing(double fwhmArcsec) {
    /** Share of a star's light in the wing. */
    static final double WING_SHARE = 0.15;
    /** Width of the wing over width of the core. */
    static final double WING_RATIO = 2.5;

    /** Light a bright star adds far out: scattered in the air and in the telescope. */
    static final double HALO_SHARE = 0.02;
    /** Width of that halo over width of the core. */
    static final double HALO_RATIO = 6;

    private static final double FWHM_PER_SIGMA = 2.354820045030949;
    private static final double REACH_SIGMAS = 3.5;

    Seeing {
        if (!(fwhmArcsec >= 0.3 && fwhmArcsec <= 5)) {
            throw new IllegalArgumentException("Invalid seeing: " + fwhmArcsec + ", expected 0.3 to 5 arcsec");
        }
    }

    /** Standard deviation of the core, native pixels. */
    double coreSigmaPixels(Band band) {
        return fwhmArcsec * band.seeingFactor() / FWHM_PER_SIGMA / FluxFrame.PIXEL_ARCSEC;
    }

    /** How far from a source its blur still matters, native pixels. */
    int reachPixels() {
        return (int) Math.ceil(REACH_SIGMAS * WING_RATIO * coreSigmaPixels(Band.G));
    }

    /**
     * Blurs a square stamp; light that leaves it is lost.
     *
     * @param stamp row-major [row, column], {@code size} squared
     * @return a new array of the same shape
     */
    float[] blurred(float[] stamp, int size, Band band) {
        double sigma = coreSigmaPixels(band);
        float[] core = convolved(stamp, size, kernel(sigma));
        float[] wing = convolved(stamp, size, kernel(WING_RATIO * sigma));
        for (int k = 0; k < core.length; k++) {
            core[k] = (float) (1 - WING_SHARE) * core[k] + (float) WING_SHARE * wing[k];
        }
        return core;
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(REACH_SIGMAS * sigma);
        float[] kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            sum += StrictMath.exp(-k * k / (2 * sigma * sigma));
        }
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = (float) (StrictMath.exp(-k * k / (2 * sigma * sigma)) / sum);
        }
        return kernel;
    }

    private static float[] convolved(float[] stamp, int size, float[] kernel) {
        int reach = kernel.length / 2;
        float[] rows = new float[stamp.length];
        float[] both = new float[stamp.length];
        for (int k = -reach; k <= reach; k++) {
            float weight = kernel[k + reach];
            int from = Math.max(0, -k);
            int to = Math.min(size, size - k);
            for (int y = 0; y < size; y++) {
                addShifted(stamp, y * size + from + k, rows, y * size + from, to - from, weight);
            }
        }
        for (int k = -reach; k <= reach; k++) {
            float weight = kernel[k + reach];
            int from = Math.max(0, -k);
            int to = Math.min(size, size - k);
            if (to > from) {
                addShifted(rows, (from + k) * size, both, from * size, (to - from) * size, weight);
            }
        }
        return both;
    }

    private static void addShifted(float[] source, int at, float[] target, int to, int length, float weight) {
        for (int k = 0; k < length; k++) {
            target[to + k] += weight * source[at + k];
        }
    }
}
