package org.galaxyvae.pixel.morphology;

/**
 * The asymmetry of the whole frame under a Gaussian weight: it needs no segment, so it also sees what lies beside the object.
 *
 * <pre>A = min over centers of sum w (|I - I180| - 2 s / sqrt(pi)) / sum w max(|I|, 1)</pre>
 *
 * After Conselice (2003, ApJS 147, 1, equation 1) with I the mean of the bands minus the sky, s the sky's noise and
 * w = exp(-r^2 / 2 (0.18 side)^2) about the center tried; only pixels whose partner lies in the frame count. One gray level is
 * the least that |I| counts, so an empty frame has no asymmetry. Centers are those of {@link SegmentedAsymmetry}.
 */
final class WeightedAsymmetry {
    /** As in the central error of the scores. */
    private static final double SIGMA_SHARE = 0.18;

    private WeightedAsymmetry() {}

    static double of(Light image) {
        int size = image.size();
        double[] light = new double[size * size];
        for (int i = 0; i < light.length; i++) {
            light[i] = image.above(i);
        }
        int reach = Math.max(1, size / 32); // half pixels
        double[][] weights = new double[2 * reach + 1][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights(size, size - 1 - reach + i);
        }
        double noise = SegmentedAsymmetry.NOISE_DIFFERENCE * image.noise();
        double least = Double.POSITIVE_INFINITY;
        for (int y = size - 1 - reach; y <= size - 1 + reach; y++) {
            for (int x = size - 1 - reach; x <= size - 1 + reach; x++) {
                double[] down = weights[y - size + 1 + reach];
                double[] across = weights[x - size + 1 + reach];
                least = Math.min(least, about(light, size, x, y, across, down, noise));
            }
        }
        return least;
    }

    /** Turns about (x, y) / 2; each pair of pixels is met once. */
    private static double about(double[] light, int size, int x, int y, double[] across, double[] down, double noise) {
        double difference = 0;
        double total = 0;
        int left = Math.max(0, x - size + 1);
        int right = Math.min(size - 1, x);
        for (int row = Math.max(0, y - size + 1); 2 * row <= y; row++) {
            int at = row * size;
            int turned = (y - row) * size + x;
            double differences = 0;
            double lights = 0;
            for (int column = left; column <= right; column++) {
                double here = light[at + column];
                double there = light[turned - column];
                differences += across[column] * (Math.abs(here - there) - noise);
                lights += across[column] * (Math.max(1, Math.abs(here)) + Math.max(1, Math.abs(there)));
            }
            double pairs = 2 * row == y ? 0.5 : 1; // the middle row is its own partner
            difference += pairs * down[row] * 2 * differences;
            total += pairs * down[row] * lights;
        }
        return difference / total;
    }

    private static double[] weights(int size, int twiceTheCenter) {
        double sigma = SIGMA_SHARE * size;
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            double distance = i - twiceTheCenter / 2.0;
            weights[i] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
        }
        return weights;
    }
}
