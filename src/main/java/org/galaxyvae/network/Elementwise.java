package org.galaxyvae.network;

/**
 * Elementwise loops over the first {@code n} values of float arrays, with one index for all arrays and one result each: the
 * form that the JIT turns into vector instructions.
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
    static void silu(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            float y = values[i];
            values[i] = y * sigmoid(y);
        }
    }

    /** SiLU in place, and its derivative at each value; {@code logistic} is scratch. */
    static void siluAndSlope(float[] values, float[] slope, float[] logistic, int n) {
        for (int i = 0; i < n; i++) {
            logistic[i] = sigmoid(values[i]);
        }
        for (int i = 0; i < n; i++) {
            values[i] *= logistic[i];
        }
        for (int i = 0; i < n; i++) {
            slope[i] = logistic[i] + values[i] * (1 - logistic[i]);
        }
    }

    /** values := sigmoid(values). */
    static void sigmoid(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = sigmoid(values[i]);
        }
    }

    /** a := a + b. */
    static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] += b[i];
        }
    }

    /** a := a - b. */
    static void subtract(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] -= b[i];
        }
    }

    /** a := a × b. */
    static void multiply(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] *= b[i];
        }
    }

    /** sum := sum + a × b. */
    static void addProduct(float[] sum, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * b[i];
        }
    }

    /** values := values × scale + shift. */
    static void scaleAndShift(float[] values, float[] scale, float[] shift, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = values[i] * scale[i] + shift[i];
        }
    }
}
