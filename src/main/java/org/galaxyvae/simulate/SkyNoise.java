package org.galaxyvae.simulate;

import org.galaxyvae.sky.CounterRandom;

/**
 * Adds the noise of the sky and of each source's own photons, and ends at the full well of the camera.
 *
 * <p>Normal deviates come from a table of 8192 quantiles, four from 64 random bits: a frame needs half a million of them.
 */
final class SkyNoise {
    /** Where the camera saturates, nanomaggies in one pixel: the core of a star of about 14 mag. */
    static final float FULL_WELL_NANOMAGGIES = 260;

    private static final int BITS = 13;
    private static final float[] QUANTILES = quantiles();

    private SkyNoise() {}

    static void add(FluxFrame frame, CounterRandom random) {
        for (Band band : Band.values()) {
            float[] plane = frame.plane(band);
            float sky = (float) (band.skySigmaNanomaggies() * band.skySigmaNanomaggies());
            float perFlux = (float) (1 / band.electronsPerNanomaggy());
            long bits = 0;
            for (int k = 0; k < plane.length; k++) {
                if ((k & 3) == 0) {
                    bits = random.nextLong();
                }
                float flux = Math.min(plane[k], FULL_WELL_NANOMAGGIES);
                float sigma = (float) Math.sqrt(sky + perFlux * Math.max(flux, 0));
                plane[k] = flux + sigma * QUANTILES[(int) (bits & ((1 << BITS) - 1))];
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
