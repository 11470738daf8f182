package org.galaxyvae.pixel.prepare;

import java.util.Arrays;

/**
 * Leaves only the object in the middle. The background of each band is the median after clipping at some deviations again and again;
 * the object is what is brighter than that by as many, in the mean of the bands, and connects by sides to the brightest such cell
 * near the middle. All else becomes the background.
 */
final class CentralSource {
    private static final int CLIPPINGS_MOST = 20;

    /** The deviation of a Gaussian in its median absolute deviations. */
    private static final double MAD_TO_SIGMA = 1.4826;

    private CentralSource() {}

    /**
     * Replaces what is not the object.
     *
     * @param light as [row, column, channel], NaN where there is none; changed
     * @param size cells a side
     * @param sigmas how far from the background
     */
    static void isolate(double[] light, int size, double sigmas) {
        int channels = light.length / (size * size);
        double[] backgrounds = new double[channels];
        double[] mean = new double[size * size];
        for (int channel = 0; channel < channels; channel++) {
            double[] plane = new double[mean.length];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = light[i * channels + channel];
                mean[i] += plane[i] / channels;
            }
            backgrounds[channel] = clipped(plane, sigmas)[0];
        }
        double[] sky = clipped(mean, sigmas);
        boolean[] object = connected(mean, size, sky[0] + sigmas * sky[1]);
        for (int i = 0; i < object.length; i++) {
            for (int channel = 0; channel < channels && !object[i]; channel++) {
                int at = i * channels + channel;
                light[at] = Double.isNaN(light[at]) ? light[at] : backgrounds[channel];
            }
        }
    }

    /** Median and deviation of what stays within so many deviations of the median. */
    static double[] clipped(double[] plane, double sigmas) {
        double[] kept = Arrays.stream(plane)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double median = Stretch.percentile(kept, 50);
        double deviation = 0;
        for (int i = 0; i < CLIPPINGS_MOST && kept.length > 0; i++) {
            double center = Stretch.percentile(kept, 50);
            double[] distances = Arrays.stream(kept)
                    .map(value -> Math.abs(value - center))
                    .sorted()
                    .toArray();
            double spread = MAD_TO_SIGMA * Stretch.percentile(distances, 50);
            double[] within = Arrays.stream(kept)
                    .filter(value -> Math.abs(value - center) <= sigmas * spread)
                    .toArray();
            median = center;
            deviation = spread;
            if (within.length == kept.length) {
                break;
            }
            kept = within;
        }
        return new double[] {median, deviation};
    }

    private static boolean[] connected(double[] mean, int size, double threshold) {
        int seed = size / 2 * size + size / 2;
        int near = Math.max(1, size / 8);
        for (int y = size / 2 - near; y < size / 2 + near; y++) {
            for (int x = size / 2 - near; x < size / 2 + near; x++) {
                seed = mean[y * size + x] > mean[seed] || Double.isNaN(mean[seed]) ? y * size + x : seed;
            }
        }
        boolean[] object = new boolean[mean.length];
        if (!(mean[seed] > threshold)) {
            return object;
        }
        int[] queue = new int[mean.length];
        int count = 0;
        queue[count++] = seed;
        object[seed] = true;
        for (int next = 0; next < count; next++) {
            int cell = queue[next];
            int x = cell % size;
            int[] neighbors = {x > 0 ? cell - 1 : cell, x < size - 1 ? cell + 1 : cell, cell - size, cell + size};
            for (int neighbor : neighbors) {
                if (neighbor >= 0 && neighbor < mean.length && !object[neighbor] && mean[neighbor] > threshold) {
                    object[neighbor] = true;
                    queue[count++] = neighbor;
                }
            }
        }
        return object;
    }
}
