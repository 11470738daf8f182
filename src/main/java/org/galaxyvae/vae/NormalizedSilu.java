package org.galaxyvae.vae;

/**
 * Batch normalization (or a bias alone) followed by SiLU, forward and backward, over a matrix [row, channel].
 *
 * <p>Rows may be in any order, so the same code serves a decoder's map before its pixel shuffle.
 */
final class NormalizedSilu {
    /** Added to the variance, as in PyTorch. */
    static final float EPSILON = 1e-5f;

    /** Share by which running statistics move towards a batch's. */
    static final float MOMENTUM = 0.1f;

    private final int rows;
    private final int channels;
    private final boolean normalized;
    private final float[] standardized;
    private final float[] slope;
    private final float[] inverseDeviation;
    private final double[] sums;
    private final float[] mean;
    private final float[] variance;

    /** Buffers for matrices of the given shape; channels are those of the normalization or bias. */
    NormalizedSilu(int rows, int channels, boolean normalized) {
        this.rows = rows;
        this.channels = channels;
        this.normalized = normalized;
        int length = rows * channels;
        this.standardized = new float[normalized ? length : 0];
        this.slope = new float[length];
        this.inverseDeviation = new float[channels];
        this.sums = new double[channels];
        this.mean = new float[channels];
        this.variance = new float[channels];
    }

    /** What the backward pass found: gradients of scale (empty without normalization) and shift. */
    record Gradients(float[] scale, float[] shift) {}

    /** Replaces the matrix by its activation; {@code scale} is ignored without normalization. */
    void forward(float[] matrix, float[] scale, float[] shift) {
        int length = rows * channels;
        if (normalized) {
            standardize(matrix, length);
            System.arraycopy(matrix, 0, standardized, 0, length);
            Elementwise.scaleAndShift(matrix, scale, shift, length);
        } else {
            Elementwise.addRow(matrix, shift, length);
        }
        Elementwise.siluWithSlope(matrix, slope, length);
    }

    private void standardize(float[] matrix, int length) {
        Elementwise.columnSums(matrix, length, sums);
        for (int c = 0; c < channels; c++) {
            mean[c] = (float) (sums[c] / rows);
        }
        Elementwise.columnProducts(matrix, matrix, mean, length, sums);
        float[] offset = new float[channels];
        for (int c = 0; c < channels; c++) {
            variance[c] = (float) (sums[c] / rows);
            inverseDeviation[c] = (float) (1 / Math.sqrt(variance[c] + (double) EPSILON));
            offset[c] = -mean[c] * inverseDeviation[c];
        }
        Elementwise.scaleAndShift(matrix, inverseDeviation, offset, length);
    }

    /** Replaces the gradient of the output by the gradient of the input. */
    Gradients backward(float[] gradient, float[] scale) {
        int length = rows * channels;
        Elementwise.multiply(gradient, slope, length);
        Elementwise.columnSums(gradient, length, sums);
        float[] shiftGradient = toFloats(sums);
        if (!normalized) {
            return new Gradients(new float[0], shiftGradient);
        }
        Elementwise.columnProducts(gradient, standardized, new float[channels], length, sums);
        float[] scaleGradient = toFloats(sums);
        float[] factor = new float[channels];
        float[] meanShift = new float[channels];
        float[] meanScale = new float[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = scale[c] * inverseDeviation[c];
            meanShift[c] = shiftGradient[c] / rows;
            meanScale[c] = scaleGradient[c] / rows;
        }
        for (int at = 0; at < length; at += channels) {
            for (int c = 0; c < channels; c++) {
                gradient[at + c] = factor[c] * (gradient[at + c] - meanShift[c] - standardized[at + c] * meanScale[c]);
            }
        }
        return new Gradients(scaleGradient, shiftGradient);
    }

    /** How far the running mean must go down to follow this batch. */
    float[] runningMeanStep(float[] runningMean) {
        float[] step = new float[channels];
        for (int c = 0; c < channels; c++) {
            step[c] = MOMENTUM * (runningMean[c] - mean[c]);
        }
        return step;
    }

    /** The same for the running variance, which follows the unbiased variance. */
    float[] runningVarianceStep(float[] runningVariance) {
        float[] step = new float[channels];
        float unbiased = rows > 1 ? rows / (rows - 1f) : 1;
        for (int c = 0; c < channels; c++) {
            step[c] = MOMENTUM * (runningVariance[c] - variance[c] * unbiased);
        }
        return step;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
