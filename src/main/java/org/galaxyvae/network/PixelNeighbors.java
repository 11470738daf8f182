package org.galaxyvae.network;

import java.util.Arrays;
import java.util.List;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The nearest of a fixed set of images, pixel by pixel: exact, by blocks of a matrix product. One thread at a time.
 *
 * <p>Pixels count as [0, 1]. Distances are Euclidean, to about 1e-3 of themselves: squares come from single-precision products
 * of images less the set's mean.
 */
public final class PixelNeighbors {
    private static final int BLOCK = 256;

    private final List<byte[]> reference;
    private final int neighbors;
    private final float[] mean;
    private final double[] squares;

    /**
     * Prepares a set.
     *
     * @param reference at least one image, uint8, all of one length; kept, not copied
     * @param neighbors how many nearest count, at least 1
     */
    public PixelNeighbors(List<byte[]> reference, int neighbors) {
        if (reference.isEmpty() || neighbors < 1) {
            throw new IllegalArgumentException("Invalid neighbors: " + neighbors + " among " + reference.size()
                    + " images, expected at least 1 of each");
        }
        this.reference = List.copyOf(reference);
        this.neighbors = neighbors;
        this.mean = mean(reference);
        this.squares = new double[reference.size()];
        float[] row = new float[mean.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = centered(reference.get(i), row, 0);
        }
    }

    /** The set's mean image, [0, 1]. */
    public float[] mean() {
        return mean.clone();
    }

    /** Mean over the values of the squared difference from the mean image. */
    public double errorOfMean(byte[] image) {
        return centered(image, new float[mean.length], 0) / mean.length;
    }

    /**
     * Mean distance to the nearest images of the set.
     *
     * @param images any number, of the set's length
     * @param self for each its own place in the set, which is passed over, or -1
     * @return one for each; NaN where the set has no other image
     */
    public double[] distances(List<byte[]> images, int[] self) {
        NativeThreads.useOne();
        int length = mean.length;
        float[] flat = new float[images.size() * length];
        double[] own = new double[images.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = centered(images.get(i), flat, i * length);
        }
        double[][] nearest = new double[images.size()][neighbors];
        for (double[] distances : nearest) {
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
        }
        float[] block = new float[Math.min(BLOCK, reference.size()) * length];
        float[] products = new float[images.size() * BLOCK];
        try (INDArray left = Buffers.create(flat, images.size(), length)) {
            for (int from = 0; from < reference.size(); from += BLOCK) {
                int count = Math.min(BLOCK, reference.size() - from);
                for (int j = 0; j < count; j++) {
                    centered(reference.get(from + j), block, j * length);
                }
                try (INDArray right = Buffers.create(block, count, length);
                        INDArray product = Buffers.create(images.size(), count)) {
                    Dense.productTransposedSecond(left, right, product);
                    Buffers.get(product, products);
                }
                for (int i = 0; i < own.length; i++) {
                    for (int j = 0; j < count; j++) {
                        if (from + j != self[i]) {
                            insert(nearest[i], own[i] + squares[from + j] - 2.0 * products[i * count + j]);
                        }
                    }
                }
            }
        }
        return Arrays.stream(nearest).mapToDouble(PixelNeighbors::meanRoot).toArray();
    }

    /** Keeps the smallest, ascending. */
    private static void insert(double[] nearest, double square) {
        int place = nearest.length - 1;
        if (square >= nearest[place]) {
            return;
        }
        for (; place > 0 && nearest[place - 1] > square; place--) {
            nearest[place] = nearest[place - 1];
        }
        nearest[place] = square;
    }

    private static double meanRoot(double[] squares) {
        return Arrays.stream(squares)
                .filter(Double::isFinite)
                .map(square -> Math.sqrt(Math.max(0, square)))
                .average()
                .orElse(Double.NaN);
    }

    /** Writes the image less the mean; returns the sum of its squares. */
    private double centered(byte[] image, float[] target, int at) {
        if (image.length != mean.length) {
            throw new IllegalArgumentException(
                    "Invalid image: " + image.length + " bytes, expected " + mean.length + " as in the set");
        }
        double sum = 0;
        for (int p = 0; p < mean.length; p++) {
            float value = UnitLevels.of(image[p]) - mean[p];
            target[at + p] = value;
            sum += (double) value * value;
        }
        return sum;
    }

    private static float[] mean(List<byte[]> images) {
        long[] sums = new long[images.get(0).length];
        for (byte[] image : images) {
            for (int p = 0; p < sums.length; p++) {
                sums[p] += image[p] & 0xFF;
            }
        }
        float[] mean = new float[sums.length];
        for (int p = 0; p < sums.length; p++) {
            mean[p] = (float) (sums[p] / 255.0 / images.size());
        }
        return mean;
    }
}
