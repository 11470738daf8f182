package org.galaxyvae.network;

import java.util.Arrays;

/**
 * A trained network, open on one thread: primitive arrays in and out. Batches have one fixed size; a short one is padded, so
 * an image's numbers never depend on its company.
 */
public final class TrainedVae implements AutoCloseable {
    private final Architecture architecture;
    private final int batch;
    private final float[] logSigma;
    private final InferenceEngine engine;

    private TrainedVae(Architecture architecture, float[] parameters, int batch) {
        this.architecture = architecture;
        this.batch = batch;
        this.logSigma = new ParameterLayout(architecture).slice(parameters, "noise.log.sigma");
        this.engine = new InferenceEngine(architecture, parameters, batch);
    }

    /**
     * Opens a network.
     *
     * @param parameters the flat vector that training left
     * @param batch images per call
     */
    public static TrainedVae open(Architecture architecture, float[] parameters, int batch) {
        NativeThreads.useOne();
        return new TrainedVae(architecture, parameters, batch);
    }

    /**
     * What the encoder says of a batch.
     *
     * @param mean posterior means, [image, latent]
     * @param logVariance logs of the posterior variances, [image, latent]
     */
    public record Posterior(float[] mean, float[] logVariance) {}

    /** The network's shape. */
    public Architecture architecture() {
        return architecture;
    }

    /** Images per call. */
    public int batch() {
        return batch;
    }

    /** Logs of the likelihood's standard deviation, one a channel. */
    public float[] logSigma() {
        return logSigma.clone();
    }

    /**
     * Encodes up to {@link #batch} images.
     *
     * @param images [count, row, column, channel] in [0, 1]
     */
    public Posterior encode(float[] images, int count) {
        float[] values = engine.encode(padded(images, architecture.imageLength()));
        int latent = architecture.latent();
        float[] mean = new float[count * latent];
        float[] logVariance = new float[count * latent];
        for (int b = 0; b < count; b++) {
            System.arraycopy(values, b * 2 * latent, mean, b * latent, latent);
            System.arraycopy(values, b * 2 * latent + latent, logVariance, b * latent, latent);
        }
        return new Posterior(mean, logVariance);
    }

    /**
     * What the encoder's last convolution but one made of the images in the last call of {@link #encode}.
     *
     * @return [count, row, column, channel], {@link Architecture#featuresLength} an image; more behind it; valid until the next
     *     call of encode or features
     */
    public float[] features() {
        return engine.features();
    }

    /**
     * The same of other images, up to {@link #batch}.
     *
     * @param images [count, row, column, channel] in [0, 1]
     */
    public float[] features(float[] images) {
        return engine.features(padded(images, architecture.imageLength()));
    }

    /**
     * Decodes up to {@link #batch} latent vectors.
     *
     * @param z [count, latent]
     * @return [count, row, column, channel] in (0, 1)
     */
    public float[] decode(float[] z) {
        int count = z.length / architecture.latent();
        float[] levels = engine.decode(padded(z, architecture.latent()));
        // the engine's own buffer: longer than the images where a layer is wider, and the next call's
        return Arrays.copyOf(levels, count * architecture.imageLength());
    }

    private float[] padded(float[] values, int each) {
        if (values.length > batch * each) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + values.length / each + " images, expected at most " + batch);
        }
        return values.length == batch * each ? values : Arrays.copyOf(values, batch * each);
    }

    @Override
    public void close() {
        engine.close();
    }
}
