package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Adds the noise of the sky and of each source's own photons, and ends at the full well of the camera.
 *
 * <p>Normal deviates come from a table of 8192 quantiles, four from 64 random bits: a frame needs half a million of them.
 */
final class SkyNoise {
    private static final double NIGHT_SCATTER = 0.15;
    private static final double RESIDUAL_MEAN = 0.15;
    private static final double RESIDUAL_SCATTER = 0.25;
    private static final int BITS = 13;
    private static final float[] QUANTILES = quantiles();

    private SkyNoise() {}

    static void add(FluxFrame frame, CounterRandom random) {
        for (Band band : Band.values()) {
            float[] plane = frame.plane(band);
            // Nights differ, and the subtracted sky is never quite right: it tints the background.
            double sigma = band.skySigmaNanomaggies() * StrictMath.exp(NIGHT_SCATTER * random.nextGaussian());
            float residual = (float) (sigma * (RESIDUAL_MEAN + RESIDUAL_SCATTER * random.nextGaussian()));
            float sky = (float) (sigma * sigma);
            float perFlux = (float) (1 / band.electronsPerNanomaggy());
            float fullWell = (float) band.fullWellNanomaggies();
            long bits = 0;
            for (int k = 0; k < plane.length; k++) {
                if ((k & 3) == 0) {
                    bits = random.nextLong();
                }
                float flux = Math.min(plane[k], fullWell);
                float deviation = (float) Math.sqrt(sky + perFlux * Math.max(flux, 0));
                plane[k] = flux + residual + deviation * QUANTILES[(int) (bits & ((1 << BITS) - 1))];
                bits >>>= 16;
            }
        }
    }

    /** The normal quantile at the middle of each of 2^13 equal shares, by bisection of the distribution's integral. */
    private static float[] quantiles() {
        int size = 1 << BITS;
        float[] table = new float[size];
        double step = 1e-4;
        double integral = 0.5;
        double x = 0;
        for (int k = size / 2; k < size; k++) {
            double target = (k + 0.5) / size;
            while (integral < target) {
                double middle = x + step / 2;
                integral += step * StrictMath.exp(-0.5 * middle * middle) / Math.sqrt(2 * Math.PI);
                x += step;
            }
            table[k] = (float) x;
            table[size - 1 - k] = (float) -x;
        }
        return table;
    }
}
