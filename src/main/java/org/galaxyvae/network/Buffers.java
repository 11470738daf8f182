package org.galaxyvae.network;

import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and row-major native arrays or views of them. */
final class Buffers {
    private Buffers() {}

    /** A new array of zeros, outside whatever workspace DL4J has open: it must outlive the iteration. */
    static INDArray create(long... shape) {
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.create(DataType.FLOAT, shape);
        }
    }

    /** An array outside of all workspaces that begins with the given values, row-major. */
    static INDArray create(float[] values, long... shape) {
        INDArray array = create(shape);
        put(array, values);
        return array;
    }

    /** Fills the whole array from the values' beginning. */
    static void put(INDArray array, float[] values) {
        put(array, values, Math.toIntExact(array.length()));
    }

    /** Fills the array's beginning from the values' beginning. */
    static void put(INDArray array, float[] values, int count) {
        pointer(array).put(values, 0, count);
    }

    /** Copies the whole array to the values' beginning. */
    static void get(INDArray array, float[] values) {
        pointer(array).get(values, 0, Math.toIntExact(array.length()));
    }

    /** Copies the array's first values to the values' beginning. */
    static void get(INDArray array, float[] values, int count) {
        pointer(array).get(values, 0, count);
    }

    /** All values of the array. */
    static float[] values(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        get(array, values);
        return values;
    }

    /** The array's memory. */
    static FloatBuffer buffer(INDArray array) {
        return new FloatPointer(pointer(array)).capacity(array.length()).asBuffer();
    }

    /** Where the array begins. */
    static FloatPointer pointer(INDArray array) {
        return (FloatPointer) array.data().addressPointer();
    }

    /** The view of that name. */
    static INDArray named(Map<String, INDArray> views, String name) {
        INDArray view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("Unknown parameter: " + name);
        }
        return view;
    }
}
