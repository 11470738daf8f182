package org.galaxyvae.network;

import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean and leading principal components of images: the linear network that ours has to beat. Components are sorted by
 * variance, so one fit serves every smaller number of them.
 *
 * <p>By randomized subspace iteration (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1), deterministic from the seed.
 */
public final class PrincipalComponents implements java.io.Serializable {
    private static final long serialVersionUID = 1;
    private static final int OVERSAMPLING = 10;
    private static final int ITERATIONS = 3;

    private final float[] mean;
    private final float[][] components;

    private PrincipalComponents(float[] mean, float[][] components) {
        this.mean = mean;
        this.components = components;
    }

    /**
     * Fits images.
     *
     * @param images at least one, of one length, uint8, any layout
     * @param most components wanted; there are never more than images - 1 or values of an image
     */
    public static PrincipalComponents fit(List<byte[]> images, int most, long seed) {
        int count = images.size();
        int length = images.get(0).length;
        float[] mean = mean(images);
        int wanted = Math.min(most, Math.min(count - 1, length));
        if (wanted == 0) {
            return new PrincipalComponents(mean, new float[0][]);
        }
        float[] centered = new float[count * length];
        for (int i = 0; i < count; i++) {
            byte[] image = images.get(i);
            for (int p = 0; p < length; p++) {
                centered[i * length + p] = UnitLevels.of(image[p]) - mean[p];
            }
        }
        int sketch = Math.min(wanted + OVERSAMPLING, Math.min(count, length));
        try (INDArray matrix = Buffers.create(centered, count, length)) {
            double[][] basis = new double[sketch][length];
            for (int j = 0; j < sketch; j++) {
                CounterRandom random = CounterRandom.of(seed, "principal components", j, "");
                for (int p = 0; p < length; p++) {
                    basis[j][p] = random.nextGaussian();
                }
            }
            double[][] range = orthonormal(product(basis, matrix, true));
            for (int i = 0; i < ITERATIONS; i++) {
                basis = orthonormal(product(range, matrix, false));
                range = orthonormal(product(basis, matrix, true));
            }
            return new PrincipalComponents(mean, leading(product(range, matrix, false), wanted));
        }
    }

    private static float[] mean(List<byte[]> images) {
        double[] sum = new double[images.get(0).length];
        for (byte[] image : images) {
            for (int p = 0; p < sum.length; p++) {
                sum[p] += image[p] & 0xFF;
            }
        }
        float[] mean = new float[sum.length];
        for (int p = 0; p < sum.length; p++) {
            mean[p] = (float) (sum[p] / images.size() / 255);
        }
        return mean;
    }

    /** Rows × matrix, or rows × its transpose. */
    private static double[][] product(double[][] rows, INDArray matrix, boolean transposed) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < rows[j].length; i++) {
                flat[j * rows[j].length + i] = (float) rows[j][i];
            }
        }
        int columns = (int) matrix.size(transposed ? 0 : 1);
        float[] values = new float[rows.length * columns];
        try (INDArray left = Buffers.create(flat, rows.length, rows[0].length);
                INDArray result = Buffers.create(rows.length, columns)) {
            if (transposed) {
                Dense.productTransposedSecond(left, matrix, result);
            } else {
                Dense.product(left, matrix, result);
            }
            Buffers.get(result, values);
        }
        double[][] found = new double[rows.length][columns];
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < columns; i++) {
                found[j][i] = values[j * columns + i];
            }
        }
        return found;
    }

    /** Gram and Schmidt, each row twice; a row that depends on those before it becomes zero. */
    private static double[][] orthonormal(double[][] rows) {
        for (int j = 0; j < rows.length; j++) {
            double before = Math.sqrt(dot(rows[j], rows[j]));
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    subtract(rows[j], dot(rows[j], rows[k]), rows[k]);
                }
            }
            double after = Math.sqrt(dot(rows[j], rows[j]));
            double scale = after > 1e-6 * before ? 1 / after : 0;
            for (int i = 0; i < rows[j].length; i++) {
                rows[j][i] *= scale;
            }
        }
        return rows;
    }

    /** The right singular vectors of a few long rows, by the eigenvectors of their products. */
    private static float[][] leading(double[][] rows, int wanted) {
        int n = rows.length;
        double[][] products = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k <= j; k++) {
                products[j][k] = dot(rows[j], rows[k]);
                products[k][j] = products[j][k];
            }
        }
        double[][] vectors = SymmetricEigen.vectors(products);
        float[][] components = new float[wanted][rows[0].length];
        for (int c = 0; c < wanted; c++) {
            double[] sum = new double[rows[0].length];
            for (int j = 0; j < n; j++) {
                subtract(sum, -vectors[c][j], rows[j]);
            }
            double norm = Math.sqrt(dot(sum, sum));
            for (int p = 0; p < sum.length; p++) {
                components[c][p] = norm > 0 ? (float) (sum[p] / norm) : 0;
            }
        }
        return components;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] target, double factor, double[] row) {
        for (int i = 0; i < target.length; i++) {
            target[i] -= factor * row[i];
        }
    }

    /** The first components, or all where there are fewer. */
    public PrincipalComponents leading(int most) {
        return new PrincipalComponents(mean, java.util.Arrays.copyOf(components, Math.min(most, components.length)));
    }

    /**
     * Restores what {@link #mean} and {@link #components} gave.
     *
     * @param flat [component, value]
     */
    public static PrincipalComponents of(float[] mean, float[] flat) {
        float[][] components = new float[flat.length / mean.length][];
        for (int c = 0; c < components.length; c++) {
            components[c] = java.util.Arrays.copyOfRange(flat, c * mean.length, (c + 1) * mean.length);
        }
        return new PrincipalComponents(mean.clone(), components);
    }

    /** The mean image, pixels in [0, 1]. */
    public float[] mean() {
        return mean.clone();
    }

    /** All components, [component, value], each of length 1. */
    public float[] components() {
        float[] flat = new float[components.length * mean.length];
        for (int c = 0; c < components.length; c++) {
            System.arraycopy(components[c], 0, flat, c * mean.length, mean.length);
        }
        return flat;
    }

    /** How many components there are. */
    public int count() {
        return components.length;
    }

    /**
     * The image as the mean and the first components have it, not clipped.
     *
     * @param image uint8, as those of the fit
     * @param used components, 0 (the mean image) to {@link #count}
     * @return values around [0, 1]
     */
    public float[] reconstruction(byte[] image, int used) {
        float[] result = mean.clone();
        float[] centered = new float[mean.length];
        for (int p = 0; p < centered.length; p++) {
            centered[p] = UnitLevels.of(image[p]) - mean[p];
        }
        for (int c = 0; c < used; c++) {
            float[] component = components[c];
            double weight = 0;
            for (int p = 0; p < centered.length; p++) {
                weight += component[p] * (double) centered[p];
            }
            for (int p = 0; p < centered.length; p++) {
                result[p] += (float) (weight * component[p]);
            }
        }
        return result;
    }
}
