package org.galaxyvae.network;

/**
 * The one-dimensional transforms of Winograd's F(4, 3) with the points 0, ±1, ±2 and infinity, and their adjoints (Lavin and
 * Gray 2016, section 4.2).
 *
 * <p>Each works on {@code n} independent columns: element k of column c is {@code from[k][c]}. Every output has a loop of its
 * own over separate arrays, since that is what the JIT turns into vector instructions.
 */
final class WinogradTransforms {
    private WinogradTransforms() {}

    /** Six input values to six points. */
    static void input(float[][] from, float[][] to, int n) {
        float[] d0 = from[0];
        float[] d1 = from[1];
        float[] d2 = from[2];
        float[] d3 = from[3];
        float[] d4 = from[4];
        float[] d5 = from[5];
        secondDifference(d0, d2, d4, to[0], n);
        float[] p1 = to[1];
        for (int c = 0; c < n; c++) {
            p1[c] = d4[c] + d3[c] - 4 * (d2[c] + d1[c]);
        }
        float[] p2 = to[2];
        for (int c = 0; c < n; c++) {
            p2[c] = d4[c] - d3[c] - 4 * (d2[c] - d1[c]);
        }
        float[] p3 = to[3];
        for (int c = 0; c < n; c++) {
            p3[c] = d4[c] - d2[c] + 2 * (d3[c] - d1[c]);
        }
        float[] p4 = to[4];
        for (int c = 0; c < n; c++) {
            p4[c] = d4[c] - d2[c] - 2 * (d3[c] - d1[c]);
        }
        secondDifference(d1, d3, d5, to[5], n);
    }

    private static void secondDifference(float[] a, float[] b, float[] c, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = 4 * a[i] - 5 * b[i] + c[i];
        }
    }

    /** The adjoint of {@link #input}: six points' gradients to six input values' gradients. */
    static void inputAdjoint(float[][] from, float[][] to, int n) {
        float[] v0 = from[0];
        float[] v1 = from[1];
        float[] v2 = from[2];
        float[] v3 = from[3];
        float[] v4 = from[4];
        float[] v5 = from[5];
        float[] d0 = to[0];
        for (int c = 0; c < n; c++) {
            d0[c] = 4 * v0[c];
        }
        float[] d1 = to[1];
        for (int c = 0; c < n; c++) {
            d1[c] = 4 * (v2[c] - v1[c] + v5[c]) + 2 * (v4[c] - v3[c]);
        }
        float[] d2 = to[2];
        for (int c = 0; c < n; c++) {
            d2[c] = -5 * v0[c] - 4 * (v1[c] + v2[c]) - (v3[c] + v4[c]);
        }
        float[] d3 = to[3];
        for (int c = 0; c < n; c++) {
            d3[c] = v1[c] - v2[c] + 2 * (v3[c] - v4[c]) - 5 * v5[c];
        }
        float[] d4 = to[4];
        for (int c = 0; c < n; c++) {
            d4[c] = v0[c] + (v1[c] + v2[c]) + (v3[c] + v4[c]);
        }
        System.arraycopy(v5, 0, to[5], 0, n);
    }

    /** Six points to four output values. */
    static void output(float[][] from, float[][] to, int n) {
        float[] m0 = from[0];
        float[] m1 = from[1];
        float[] m2 = from[2];
        float[] m3 = from[3];
        float[] m4 = from[4];
        float[] m5 = from[5];
        float[] y0 = to[0];
        for (int c = 0; c < n; c++) {
            y0[c] = m0[c] + (m1[c] + m2[c]) + (m3[c] + m4[c]);
        }
        float[] y1 = to[1];
        for (int c = 0; c < n; c++) {
            y1[c] = m1[c] - m2[c] + 2 * (m3[c] - m4[c]);
        }
        float[] y2 = to[2];
        for (int c = 0; c < n; c++) {
            y2[c] = m1[c] + m2[c] + 4 * (m3[c] + m4[c]);
        }
        float[] y3 = to[3];
        for (int c = 0; c < n; c++) {
            y3[c] = m1[c] - m2[c] + 8 * (m3[c] - m4[c]) + m5[c];
        }
    }

    /** The adjoint of {@link #output}: four output values' gradients to six points' gradients. */
    static void outputAdjoint(float[][] from, float[][] to, int n) {
        float[] y0 = from[0];
        float[] y1 = from[1];
        float[] y2 = from[2];
        float[] y3 = from[3];
        System.arraycopy(y0, 0, to[0], 0, n);
        float[] m1 = to[1];
        for (int c = 0; c < n; c++) {
            m1[c] = (y0[c] + y2[c]) + (y1[c] + y3[c]);
        }
        float[] m2 = to[2];
        for (int c = 0; c < n; c++) {
            m2[c] = (y0[c] + y2[c]) - (y1[c] + y3[c]);
        }
        float[] m3 = to[3];
        for (int c = 0; c < n; c++) {
            m3[c] = (y0[c] + 4 * y2[c]) + (2 * y1[c] + 8 * y3[c]);
        }
        float[] m4 = to[4];
        for (int c = 0; c < n; c++) {
            m4[c] = (y0[c] + 4 * y2[c]) - (2 * y1[c] + 8 * y3[c]);
        }
        System.arraycopy(y3, 0, to[5], 0, n);
    }

    /** Three weights to six points. */
    static void weights(float[][] from, float[][] to, int n) {
        float[] w0 = from[0];
        float[] w1 = from[1];
        float[] w2 = from[2];
        float[] u0 = to[0];
        for (int c = 0; c < n; c++) {
            u0[c] = 0.25f * w0[c];
        }
        float[] u1 = to[1];
        for (int c = 0; c < n; c++) {
            u1[c] = (w0[c] + w2[c] + w1[c]) * (-1 / 6f);
        }
        float[] u2 = to[2];
        for (int c = 0; c < n; c++) {
            u2[c] = (w0[c] + w2[c] - w1[c]) * (-1 / 6f);
        }
        float[] u3 = to[3];
        for (int c = 0; c < n; c++) {
            u3[c] = (w0[c] + 4 * w2[c] + 2 * w1[c]) * (1 / 24f);
        }
        float[] u4 = to[4];
        for (int c = 0; c < n; c++) {
            u4[c] = (w0[c] + 4 * w2[c] - 2 * w1[c]) * (1 / 24f);
        }
        System.arraycopy(w2, 0, to[5], 0, n);
    }

    /** The adjoint of {@link #weights}: six points' gradients to three weights' gradients. */
    static void weightsAdjoint(float[][] from, float[][] to, int n) {
        float[] u0 = from[0];
        float[] u1 = from[1];
        float[] u2 = from[2];
        float[] u3 = from[3];
        float[] u4 = from[4];
        float[] u5 = from[5];
        float[] w0 = to[0];
        for (int c = 0; c < n; c++) {
            w0[c] = 0.25f * u0[c] - (u1[c] + u2[c]) * (1 / 6f) + (u3[c] + u4[c]) * (1 / 24f);
        }
        float[] w1 = to[1];
        for (int c = 0; c < n; c++) {
            w1[c] = (u2[c] - u1[c]) * (1 / 6f) + (u3[c] - u4[c]) * (1 / 12f);
        }
        float[] w2 = to[2];
        for (int c = 0; c < n; c++) {
            w2[c] = (u3[c] + u4[c] - u1[c] - u2[c]) * (1 / 6f) + u5[c];
        }
    }
}
