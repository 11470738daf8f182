package org.galaxyvae.network;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** 3×3 weights, or their gradients, as points of a Winograd tile. */
final class WinogradWeights implements AutoCloseable {
    private static final int PATCH = WinogradConvolution.PATCH;
    private static final int TAPS = 9;
    /** Weights transformed at once. */
    private static final int CHUNK = 1024;

    private final int length;
    private final int chunk;
    private final WinogradPoints matrices;
    /** Some weights, [tap row][tap column, weight], and the stages of their transform. */
    private final float[][] columns;

    private final float[][] half;
    private final float[][] across;
    private final float[][] points;

    /** Memory for the weights of so many channels. */
    WinogradWeights(int in, int out) {
        length = in * out;
        chunk = Math.min(CHUNK, length);
        matrices = new WinogradPoints(in, out);
        columns = new float[TAPS / 3][TAPS / 3 * chunk];
        half = new float[PATCH][TAPS / 3 * chunk];
        across = new float[TAPS / 3][PATCH * chunk];
        points = new float[PATCH][PATCH * chunk];
    }

    /** Where the weights at a point begin. */
    FloatPointer matrix(int point) {
        return matrices.matrix(point);
    }

    /** The weights at a point, [input, output]. */
    INDArray array(int point) {
        return matrices.array(point);
    }

    /** Taps [row, column, weight] to points. */
    void transform(INDArray view) {
        FloatBuffer taps = Buffers.buffer(view);
        for (int from = 0; from < length; from += chunk) {
            int n = Math.min(chunk, length - from);
            for (int tap = 0; tap < TAPS; tap++) {
                taps.get(tap * length + from, columns[tap / 3], tap % 3 * n, n);
            }
            WinogradTransforms.weights(columns, half, TAPS / 3 * n);
            for (int tap = 0; tap < 3; tap++) {
                for (int i = 0; i < PATCH; i++) {
                    System.arraycopy(half[i], tap * n, across[tap], i * n, n);
                }
            }
            WinogradTransforms.weights(across, points, PATCH * n);
            for (int j = 0; j < PATCH; j++) {
                matrices.put(points[j], j, from, n);
            }
        }
    }

    /** The adjoint: gradients of points to gradients of taps, overwritten. */
    void transformBack(INDArray view) {
        FloatBuffer taps = Buffers.buffer(view);
        for (int from = 0; from < length; from += chunk) {
            int n = Math.min(chunk, length - from);
            for (int j = 0; j < PATCH; j++) {
                matrices.get(points[j], j, from, n);
            }
            WinogradTransforms.weightsAdjoint(points, across, PATCH * n);
            for (int tap = 0; tap < 3; tap++) {
                for (int i = 0; i < PATCH; i++) {
                    System.arraycopy(across[tap], i * n, half[i], tap * n, n);
                }
            }
            WinogradTransforms.weightsAdjoint(half, columns, TAPS / 3 * n);
            for (int tap = 0; tap < TAPS; tap++) {
                taps.put(tap * length + from, columns[tap / 3], tap % 3 * n, n);
            }
        }
    }

    @Override
    public void close() {
        matrices.close();
    }
}
