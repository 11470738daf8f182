package org.galaxyvae.network;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** One matrix for each point of a Winograd tile, one after another in direct memory. */
final class WinogradPoints implements AutoCloseable {
    /** Points of a tile. */
    static final int COUNT = WinogradConvolution.PATCH * WinogradConvolution.PATCH;

    private final FloatPointer memory;
    private final FloatBuffer buffer;
    private final FloatPointer[] matrices = new FloatPointer[COUNT];
    private final int length;

    WinogradPoints(int length) {
        this.length = length;
        memory = new FloatPointer((long) COUNT * length);
        buffer = memory.asBuffer();
        for (int p = 0; p < COUNT; p++) {
            matrices[p] = new FloatPointer(memory).position((long) p * length);
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

    /** The matrix of a point. */
    FloatPointer matrix(int point) {
        return matrices[point];
    }

    @Override
    public void close() {
        memory.close();
    }
}
