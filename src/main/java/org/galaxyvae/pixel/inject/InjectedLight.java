package org.galaxyvae.pixel.inject;

/**
 * Light to be added to a stretched picture, and how the two go together: added as flux, not as levels, so that a faint
 * stream vanishes over a bright core, as it does in the sky, and a bright star burns out.
 *
 * <p>Flux is in the 8-bit steps that it would show on a dark sky if it were faint: level = knee asinh(flux / knee) with
 * knee = 255 / 5, which is the stretch of Lupton et al. 2004 (PASP 116, 133) with the softening of the survey's finding charts,
 * here band by band. No transcendental function is called for a pixel, and none whose last digit depends on the machine.
 */
final class InjectedLight {
    private static final double SOFTENING = 5;
    /** Flux at which the stretch turns from linear to logarithmic. */
    private static final double KNEE = 255 / SOFTENING;

    private static final int LEVELS = 1024;
    private static final float[] FLUX = new float[LEVELS + 2];
    private static final int ROOTS = 8192;
    private static final float MOST_FLUX = (float) (KNEE * StrictMath.sinh(SOFTENING));
    private static final float PER_ROOT = ROOTS / (float) Math.sqrt(2 * MOST_FLUX);
    private static final float[] LEVEL = new float[ROOTS + 2];

    private static final int BELLS = 4096;
    private static final float FAINTEST = 10;
    private static final float[] BELL = new float[BELLS + 2];

    static {
        for (int i = 0; i < FLUX.length; i++) {
            FLUX[i] = (float) (KNEE * StrictMath.sinh(255.0 * i / LEVELS / KNEE));
        }
        for (int i = 0; i < LEVEL.length; i++) {
            double root = i / (double) PER_ROOT;
            double flux = root * root / KNEE;
            LEVEL[i] = (float) (KNEE * StrictMath.log(flux + Math.sqrt(flux * flux + 1)));
        }
        for (int i = 0; i < BELL.length; i++) {
            BELL[i] = (float) StrictMath.exp(-FAINTEST * i / BELLS);
        }
    }

    private final int side;
    private final float[][] flux;

    InjectedLight(int side) {
        this.side = side;
        this.flux = new float[Enlargement.CHANNELS][side * side];
    }

    int side() {
        return side;
    }

    void add(int row, int column, int channel, double light) {
        flux[channel][row * side + column] += (float) light;
    }

    /**
     * A round Gaussian.
     *
     * @param x column of its middle, fine pixels
     * @param y row
     * @param color peak of each band
     */
    void spot(double x, double y, double sigma, double[] color) {
        double reach = 3.5 * sigma;
        int last = side - 1;
        double scale = 1 / (2 * sigma * sigma);
        for (int row = (int) Math.max(0, Math.ceil(y - reach)); row <= Math.min(last, y + reach); row++) {
            double down = (row - y) * (row - y) * scale;
            for (int column = (int) Math.max(0, Math.ceil(x - reach)); column <= Math.min(last, x + reach); column++) {
                double light = bell(down + (column - x) * (column - x) * scale);
                int at = row * side + column;
                for (int c = 0; c < color.length; c++) {
                    flux[c][at] += (float) (light * color[c]);
                }
            }
        }
    }

    /** Adds what was drawn to the stretched planes. */
    void over(float[][] planes) {
        for (int c = 0; c < flux.length; c++) {
            for (int i = 0; i < flux[c].length; i++) {
                if (flux[c][i] > 0) {
                    planes[c][i] = level(flux(planes[c][i]) + flux[c][i]);
                }
            }
        }
    }

    /** The light that shows as a level of 0 to 255. */
    static float flux(float level) {
        float place = Math.max(0, Math.min(255, level)) * (LEVELS / 255F);
        int below = (int) place;
        return FLUX[below] + (place - below) * (FLUX[below + 1] - FLUX[below]);
    }

    /** The level that light shows as; at most 255. */
    static float level(float flux) {
        if (flux >= MOST_FLUX) {
            return 255;
        }
        float place = (float) Math.sqrt(flux) * PER_ROOT;
        int below = (int) place;
        return LEVEL[below] + (place - below) * (LEVEL[below + 1] - LEVEL[below]);
    }

    /** exp(-x) for x of 0 or more; 0 from 10 on. */
    static double bell(double x) {
        if (x >= FAINTEST) {
            return 0;
        }
        double place = x * (BELLS / FAINTEST);
        int below = (int) place;
        return BELL[below] + (place - below) * (BELL[below + 1] - BELL[below]);
    }

    /** A Gaussian's height at a distance from its middle. */
    static double bell(double distance, double sigma) {
        return bell(distance * distance / (2 * sigma * sigma));
    }
}
