package org.galaxyvae.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Principal components, open on one thread, for batches of one fixed size: the linear counterpart of {@link TrainedVae}. A
 * short batch is padded, so an image's numbers never depend on its company.
 */
public final class ComponentScoring implements AutoCloseable {
    private final float[] mean;
    private final int count;
    private final int batch;
    private final RowProduct projection;
    private final RowProduct synthesis;
    private final INDArray components;
    private final INDArray centered;
    private final INDArray projected;
    private final INDArray coefficients;
    private final INDArray synthesized;

    private ComponentScoring(PrincipalComponents fitted, int batch) {
        this.mean = fitted.mean();
        this.count = fitted.count();
        this.batch = batch;
        // without components one row of zeros, so that there is something to multiply with
        int rows = Math.max(1, count);
        this.components =
                Buffers.create(java.util.Arrays.copyOf(fitted.components(), rows * mean.length), rows, mean.length);
        this.projection = RowProduct.of(batch, mean.length, rows, true);
        this.synthesis = RowProduct.of(batch, rows, mean.length, false);
        this.centered = Buffers.create(projection.rows(), mean.length);
        this.projected = Buffers.create(projection.rows(), rows);
        this.coefficients = Buffers.create(synthesis.rows(), rows);
        this.synthesized = Buffers.create(synthesis.rows(), mean.length);
    }

    /**
     * Opens components.
     *
     * @param batch images per call
     */
    public static ComponentScoring open(PrincipalComponents fitted, int batch) {
        NativeThreads.useOne();
        return new ComponentScoring(fitted, batch);
    }

    /** How many components there are. */
    public int count() {
        return count;
    }

    /**
     * Coefficients of up to a batch of images.
     *
     * @param pixels [image, value] in [0, 1]
     * @return [image, component]
     */
    public float[] coefficients(float[] pixels, int images) {
        float[] differences = new float[batch * mean.length];
        for (int i = 0; i < images; i++) {
            center(pixels, differences, i * mean.length);
        }
        Buffers.put(centered, differences, differences.length);
        projection.multiply(centered, components, projected);
        float[] values = new float[images * count];
        Buffers.get(projected, values, values.length);
        return values;
    }

    private void center(float[] pixels, float[] differences, int from) {
        for (int p = 0; p < mean.length; p++) {
            differences[from + p] = pixels[from + p] - mean[p];
        }
    }

    /**
     * The images that these coefficients stand for, not clipped.
     *
     * @param values [image, component], up to a batch
     * @return [image, value]
     */
    public float[] reconstructions(float[] values, int images) {
        float[] padded = java.util.Arrays.copyOf(values, batch * Math.max(1, count));
        Buffers.put(coefficients, padded, padded.length);
        synthesis.multiply(coefficients, components, synthesized);
        float[] result = new float[images * mean.length];
        Buffers.get(synthesized, result, result.length);
        for (int i = 0; i < images; i++) {
            add(result, i * mean.length);
        }
        return result;
    }

    private void add(float[] result, int from) {
        for (int p = 0; p < mean.length; p++) {
            result[from + p] += mean[p];
        }
    }

    @Override
    public void close() {
        java.util.List.of(components, centered, projected, coefficients, synthesized)
                .forEach(INDArray::close);
        projection.close();
        synthesis.close();
    }
}
