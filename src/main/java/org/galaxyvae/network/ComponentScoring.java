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
    private final INDArray components;
    private final INDArray images;
    private final INDArray coefficients;

    private ComponentScoring(PrincipalComponents fitted, int batch) {
        this.mean = fitted.mean();
        this.count = fitted.count();
        this.batch = batch;
        // without components one row of zeros, so that there is something to multiply with
        float[] rows = java.util.Arrays.copyOf(fitted.components(), Math.max(1, count) * mean.length);
        this.components = Buffers.create(rows, Math.max(1, count), mean.length);
        this.images = Buffers.create(batch, mean.length);
        this.coefficients = Buffers.create(batch, Math.max(1, count));
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
        float[] centered = new float[batch * mean.length];
        for (int i = 0; i < images; i++) {
            center(pixels, centered, i * mean.length);
        }
        Buffers.put(this.images, centered);
        Dense.productTransposedSecond(this.images, components, coefficients);
        return java.util.Arrays.copyOf(Buffers.values(coefficients), images * count);
    }

    private void center(float[] pixels, float[] centered, int from) {
        for (int p = 0; p < mean.length; p++) {
            centered[from + p] = pixels[from + p] - mean[p];
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
        Buffers.put(coefficients, padded);
        Dense.product(coefficients, components, this.images);
        float[] result = new float[images * mean.length];
        Buffers.get(this.images, result, result.length);
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
        components.close();
        images.close();
        coefficients.close();
    }
}
