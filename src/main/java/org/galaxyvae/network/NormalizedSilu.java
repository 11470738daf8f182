package org.galaxyvae.network;

/**
 * Batch normalization (or a bias alone) followed by SiLU, forward and backward, over a matrix [row, channel].
 *
 * <p>Rows may be in any order, so the same code serves a decoder's map before its pixel shuffle. Every pass goes through the
 * matrix in chunks that stay in the first-level cache: a chunk is copied to scratch arrays, where each loop has one index for
 * all arrays, the only form that the JIT turns into vector instructions.
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
    private final float[] mean;
    private final float[] variance;
    private final float[] inverseDeviation;
    private final Lanes lanes;
    private final float[] value;
    private final float[] other;
    private final float[] logistic;

    /** Buffers for matrices of the given shape; channels are those of the normalization or bias. */
    NormalizedSilu(int rows, int channels, boolean normalized) {
        this.rows = rows;
        this.channels = channels;
        this.normalized = normalized;
        int length = rows * channels;
        this.standardized = new float[normalized ? length : 0];
        this.slope = new float[length];
        this.mean = new float[channels];
        this.variance = new float[channels];
        this.inverseDeviation = new float[channels];
        this.lanes = new Lanes(channels);
        this.value = new float[lanes.count()];
        this.other = new float[lanes.count()];
        this.logistic = new float[lanes.count()];
    }

    /** What the backward pass found: gradients of scale (empty without normalization) and shift. */
    record Gradients(float[] scale, float[] shift) {}

    /**
     * Replaces the matrix by its activation.
     *
     * @param scale one for each channel; ignored without normalization
     * @param shift one for each channel
     * @param reference a value near each channel's mean, which makes one pass over the matrix enough for its variance;
     *     ignored without normalization
     */
    void forward(float[] matrix, float[] scale, float[] shift, float[] reference) {
        float[] scales = lanes.repeat(normalized ? scale : new float[] {1});
        float[] shifts = lanes.repeat(shift);
        float[] inverse = new float[0];
        float[] offset = inverse;
        if (normalized) {
            measure(matrix, reference);
            float[] offsets = new float[channels];
            for (int c = 0; c < channels; c++) {
                inverseDeviation[c] = (float) (1 / Math.sqrt(variance[c] + (double) EPSILON));
                offsets[c] = -mean[c] * inverseDeviation[c];
            }
            inverse = lanes.repeat(inverseDeviation);
            offset = lanes.repeat(offsets);
        }
        int length = rows * channels;
        for (int at = 0; at < length; at += lanes.count()) {
            int n = Math.min(lanes.count(), length - at);
            System.arraycopy(matrix, at, value, 0, n);
            if (normalized) {
                Elementwise.scaleAndShift(value, inverse, offset, n);
                System.arraycopy(value, 0, standardized, at, n);
            }
            Elementwise.scaleAndShift(value, scales, shifts, n);
            Elementwise.siluAndSlope(value, other, logistic, n);
            System.arraycopy(value, 0, matrix, at, n);
            System.arraycopy(other, 0, slope, at, n);
        }
    }

    private void measure(float[] matrix, float[] reference) {
        float[] references = lanes.repeat(reference);
        Lanes.Sums deviations = lanes.sums();
        Lanes.Sums squares = lanes.sums();
        int length = rows * channels;
        for (int at = 0; at < length; at += lanes.count()) {
            int n = Math.min(lanes.count(), length - at);
            System.arraycopy(matrix, at, value, 0, n);
            Elementwise.subtract(value, references, n);
            deviations.add(value, n);
            squares.addProducts(value, value, n);
        }
        double[] first = deviations.exactByChannel();
        double[] second = squares.exactByChannel();
        for (int c = 0; c < channels; c++) {
            double deviation = first[c] / rows;
            mean[c] = (float) (reference[c] + deviation);
            variance[c] = (float) Math.max(0, second[c] / rows - deviation * deviation);
        }
    }

    /** Replaces the gradient of the output by the gradient of the input. */
    Gradients backward(float[] gradient, float[] scale) {
        Lanes.Sums shiftSums = lanes.sums();
        Lanes.Sums scaleSums = lanes.sums();
        int length = rows * channels;
        for (int at = 0; at < length; at += lanes.count()) {
            int n = Math.min(lanes.count(), length - at);
            System.arraycopy(gradient, at, value, 0, n);
            System.arraycopy(slope, at, other, 0, n);
            Elementwise.multiply(value, other, n);
            shiftSums.add(value, n);
            if (normalized) {
                System.arraycopy(standardized, at, other, 0, n);
                scaleSums.addProducts(value, other, n);
            }
            System.arraycopy(value, 0, gradient, at, n);
        }
        float[] shiftGradient = shiftSums.byChannel();
        if (!normalized) {
            return new Gradients(new float[0], shiftGradient);
        }
        float[] scaleGradient = scaleSums.byChannel();
        float[] factor = new float[channels];
        float[] constant = new float[channels];
        float[] slopes = new float[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = scale[c] * inverseDeviation[c];
            constant[c] = -factor[c] * shiftGradient[c] / rows;
            slopes[c] = -factor[c] * scaleGradient[c] / rows;
        }
        float[] factors = lanes.repeat(factor);
        float[] constants = lanes.repeat(constant);
        float[] standardizedFactors = lanes.repeat(slopes);
        for (int at = 0; at < length; at += lanes.count()) {
            int n = Math.min(lanes.count(), length - at);
            System.arraycopy(gradient, at, value, 0, n);
            System.arraycopy(standardized, at, other, 0, n);
            Elementwise.scaleAndShift(value, factors, constants, n);
            Elementwise.addProduct(value, other, standardizedFactors, n);
            System.arraycopy(value, 0, gradient, at, n);
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

    /** How far the running variance must go down to follow this batch, whose variance counts unbiased. */
    float[] runningVarianceStep(float[] runningVariance) {
        float[] step = new float[channels];
        float unbiased = rows > 1 ? rows / (rows - 1f) : 1;
        for (int c = 0; c < channels; c++) {
            step[c] = MOMENTUM * (runningVariance[c] - variance[c] * unbiased);
        }
        return step;
    }
}
