package org.galaxyvae.lab.simulate;

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
    private static final double REACH_SIGMAS = 3;

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
        double[] values = new double[kernel.length];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            values[k + reach] = StrictMath.exp(-k * k / (2 * sigma * sigma));
            sum += values[k + reach];
        }
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = (float) (values[k + reach] / sum);
        }
        return kernel;
    }

    private static float[] convolved(float[] stamp, int size, float[] kernel) {
        int reach = kernel.length / 2;
        float[] rows = new float[stamp.length];
        float[] both = new float[stamp.length];
        // Row by row, so that source and target stay in the nearest cache.
        for (int y = 0; y < size; y++) {
            for (int k = -Math.min(reach, size - 1); k <= Math.min(reach, size - 1); k++) {
                int from = Math.max(0, -k);
                int length = size - Math.abs(k);
                addShifted(stamp, y * size + from + k, rows, y * size + from, length, kernel[k + reach]);
            }
        }
        for (int y = 0; y < size; y++) {
            for (int k = Math.max(-reach, -y); k <= Math.min(reach, size - 1 - y); k++) {
                addShifted(rows, (y + k) * size, both, y * size, size, kernel[k + reach]);
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
