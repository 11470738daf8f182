package org.galaxyvae.vae;

/**
 * The network's elementwise passes over float arrays, written so that the JIT turns each loop into vector instructions.
 *
 * <p>Matrices are row-major [row, channel].
 */
final class Elementwise {
    private Elementwise() {}

    /**
     * Hyperbolic tangent by a rational minimax approximation (numerator of degree 13, denominator of degree 6), relative
     * error below 1e-6; only arithmetic, so that loops over it vectorize, which loops over Math.tanh do not.
     */
    static float tanh(float value) {
        float x = Math.max(-7.9f, Math.min(7.9f, value));
        float x2 = x * x;
        float p = -2.7607684E-16f;
        p = p * x2 + 2.000188E-13f;
        p = p * x2 - 8.604672E-11f;
        p = p * x2 + 5.1222973E-8f;
        p = p * x2 + 0.0000148572235f;
        p = p * x2 + 0.00063726195f;
        p = p * x2 + 0.0048935246f;
        float q = 0.0000011982584f;
        q = q * x2 + 0.00011853471f;
        q = q * x2 + 0.0022684347f;
        q = q * x2 + 0.004893525f;
        return x * p / q;
    }

    /** The logistic function. */
    static float sigmoid(float value) {
        return 0.5f + 0.5f * tanh(0.5f * value);
    }

    /** values := SiLU(values), x × sigmoid(x) (Elfwing et al. 2018). */
    static void silu(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            float y = values[i];
            values[i] = y * sigmoid(y);
        }
    }

    /** The same, keeping the derivative at each value. */
    static void siluWithSlope(float[] values, float[] slope, int length) {
        for (int i = 0; i < length; i++) {
            float y = values[i];
            float s = sigmoid(y);
            values[i] = y * s;
            slope[i] = s + y * s * (1 - s);
        }
    }

    /** values := sigmoid(values). */
    static void sigmoid(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = sigmoid(values[i]);
        }
    }

    /** matrix[r][c] += shift[c]. */
    static void addRow(float[] matrix, float[] shift, int length) {
        int channels = shift.length;
        for (int at = 0; at < length; at += channels) {
            for (int c = 0; c < channels; c++) {
                matrix[at + c] += shift[c];
            }
        }
    }

    /** a := a × b. */
    static void multiply(float[] a, float[] b, int length) {
        for (int i = 0; i < length; i++) {
            a[i] *= b[i];
        }
    }

    /** Sums of the columns; blocks of rows in float, the blocks in double. */
    static void columnSums(float[] matrix, int length, double[] sums) {
        int channels = sums.length;
        float[] block = new float[channels];
        java.util.Arrays.fill(sums, 0);
        int step = channels * 128;
        for (int from = 0; from < length; from += step) {
            int to = Math.min(length, from + step);
            for (int at = from; at < to; at += channels) {
                for (int c = 0; c < channels; c++) {
                    block[c] += matrix[at + c];
                }
            }
            drain(block, sums);
        }
    }

    /** Sums of the columns of (a − shift) × (b − shift'), where the shifts are rows; blocks as in {@link #columnSums}. */
    static void columnProducts(float[] a, float[] b, float[] shift, int length, double[] sums) {
        int channels = sums.length;
        float[] block = new float[channels];
        java.util.Arrays.fill(sums, 0);
        int step = channels * 128;
        for (int from = 0; from < length; from += step) {
            int to = Math.min(length, from + step);
            for (int at = from; at < to; at += channels) {
                for (int c = 0; c < channels; c++) {
                    block[c] += (a[at + c] - shift[c]) * (b[at + c] - shift[c]);
                }
            }
            drain(block, sums);
        }
    }

    /** matrix[r][c] := matrix[r][c] × scale[c] + shift[c]. */
    static void scaleAndShift(float[] matrix, float[] scale, float[] shift, int length) {
        int channels = scale.length;
        for (int at = 0; at < length; at += channels) {
            for (int c = 0; c < channels; c++) {
                matrix[at + c] = matrix[at + c] * scale[c] + shift[c];
            }
        }
    }

    private static void drain(float[] block, double[] sums) {
        for (int c = 0; c < block.length; c++) {
            sums[c] += block[c];
            block[c] = 0;
        }
    }
}
