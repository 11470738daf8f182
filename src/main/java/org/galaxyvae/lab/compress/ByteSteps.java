package org.galaxyvae.lab.compress;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers as whole bytes: each dimension from its least to its largest value in 255 equal steps. The two numbers a dimension
 * are kept once for all vectors.
 *
 * @param low the value of byte 0
 * @param step between two bytes; 0 where the dimension never varies
 */
record ByteSteps(float[] low, float[] step) implements Serializable {
    private static final int LARGEST = 255;

    /** Of the vectors that are to be kept, at least one, all of one length. */
    static ByteSteps of(List<float[]> vectors) {
        float[] low = vectors.get(0).clone();
        float[] high = low.clone();
        for (float[] vector : vectors) {
            for (int i = 0; i < low.length; i++) {
                low[i] = Math.min(low[i], vector[i]);
                high[i] = Math.max(high[i], vector[i]);
            }
        }
        float[] step = new float[low.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = (high[i] - low[i]) / LARGEST;
        }
        return new ByteSteps(low, step);
    }

    /** The bytes of a vector. */
    byte[] bytes(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            int level = step[i] > 0 ? Math.round((vector[i] - low[i]) / step[i]) : 0;
            bytes[i] = (byte) Math.max(0, Math.min(LARGEST, level));
        }
        return bytes;
    }

    /** The vector that bytes stand for. */
    float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = low[i] + step[i] * (bytes[i] & LARGEST);
        }
        return vector;
    }

    float[] kept(float[] vector) {
        return floats(bytes(vector));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSteps steps && Arrays.equals(low, steps.low) && Arrays.equals(step, steps.step);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(low) + Arrays.hashCode(step);
    }

    @Override
    public String toString() {
        return "ByteSteps of " + low.length + " dimensions";
    }
}
