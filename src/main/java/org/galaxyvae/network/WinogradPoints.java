package org.galaxyvae.network;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix for each point of a Winograd tile, one after another in direct memory. */
final class WinogradPoints implements AutoCloseable {
    /** Points of a tile. */
    static final int COUNT = WinogradConvolution.PATCH * WinogradConvolution.PATCH;

    private final INDArray memory;
    private final FloatBuffer buffer;
    private final INDArray[] arrays = new INDArray[COUNT];
    private final FloatPointer[] matrices = new FloatPointer[COUNT];
    private final int length;

    /** Matrices of zeros. */
    WinogradPoints(int rows, int columns) {
        length = rows * columns;
        memory = Buffers.create(COUNT, rows, columns);
        buffer = Buffers.buffer(memory);
        for (int p = 0; p < COUNT; p++) {
            arrays[p] = memory.slice(p);
            matrices[p] = new FloatPointer(Buffers.pointer(memory)).position((long) p * length);
        }
    }

    /** Copies values [point row, count] to the same place of the matrices in a column of points. */
    void put(float[] values, int column, int at, int count) {
        for (int k = 0; k < WinogradConvolution.PATCH; k++) {
            buffer.put((column + k * WinogradConvolution.PATCH) * length + at, values, k * count, count);
        }
    }

    /** The inverse of {@link #put}. */
    void get(float[] values, int column, int at, int count) {
        for (int k = 0; k < WinogradConvolution.PATCH; k++) {
            buffer.get((column + k * WinogradConvolution.PATCH) * length + at, values, k * count, count);
        }
    }

    /** Where the matrix of a point begins. */
    FloatPointer matrix(int point) {
        return matrices[point];
    }

    /** The matrix of a point, [row, column]. */
    INDArray array(int point) {
        return arrays[point];
    }

    @Override
    public void close() {
        memory.close();
    }
}
