package org.galaxyvae.network;

/**
 * Minus the evidence lower bound (Kingma and Welling 2014) of a Gaussian likelihood with one log sigma per channel, in nats
 * per image, averaged over the batch; value and gradients in one pass over each array.
 */
final class GaussianLoss {
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Log variances are clamped to this range before they are used. */
    static final float LOG_VARIANCE_LOW = -12;

    static final float LOG_VARIANCE_HIGH = 6;

    private GaussianLoss() {}

    /**
     * Minus the mean log-likelihood.
     *
     * @param output logits, [batch × pixels, channel]; replaced by the gradient of the logits
     * @param images in [0, 1], same shape
     * @param logSigmaGradient receives the gradient of the log sigmas
     * @return nats per image
     */
    static double reconstruction(
            float[] output, float[] images, float[] logSigma, float[] logSigmaGradient, int batch, int length) {
        int channels = logSigma.length;
        float[] precision = new float[channels];
        float[] scaledPrecision = new float[channels];
        double constant = 0;
        for (int c = 0; c < channels; c++) {
            precision[c] = (float) Math.exp(-2.0 * logSigma[c]);
            scaledPrecision[c] = precision[c] / batch;
            constant += logSigma[c] + HALF_LOG_TWO_PI;
        }
        Lanes lanes = new Lanes(channels);
        float[] factors = lanes.repeat(scaledPrecision);
        float[] value = new float[lanes.count()];
        float[] residual = new float[lanes.count()];
        Lanes.Sums sums = lanes.sums();
        for (int at = 0; at < length; at += value.length) {
            int n = Math.min(value.length, length - at);
            System.arraycopy(output, at, value, 0, n);
            System.arraycopy(images, at, residual, 0, n);
            Elementwise.sigmoid(value, n);
            for (int i = 0; i < n; i++) {
                residual[i] = value[i] - residual[i];
            }
            for (int i = 0; i < n; i++) {
                value[i] = residual[i] * value[i] * (1 - value[i]) * factors[i];
            }
            sums.addProducts(residual, residual, n);
            System.arraycopy(value, 0, output, at, n);
        }
        double[] squares = sums.exactByChannel();
        double loss = constant * length / channels / batch;
        for (int c = 0; c < channels; c++) {
            double weighted = squares[c] * precision[c] / batch;
            loss += 0.5 * weighted;
            logSigmaGradient[c] = (float) ((double) length / channels / batch - weighted);
        }
        return loss;
    }

    /**
     * The closed-form Kullback-Leibler divergence from the unit normal and the sampling step, backward.
     *
     * @param posterior [batch, (mean, log variance)], log variances not yet clamped; replaced by its gradient
     * @param sampleGradient gradient of z = mean + exp(log variance / 2) × epsilon, [batch, latent]
     * @return mean divergence, nats per image, not weighted
     */
    static double divergence(
            float[] posterior, float[] sampleGradient, float[] epsilon, float weight, int batch, int latent) {
        double divergence = 0;
        for (int b = 0; b < batch; b++) {
            for (int l = 0; l < latent; l++) {
                int m = b * 2 * latent + l;
                int v = m + latent;
                float mean = posterior[m];
                float raw = posterior[v];
                float logVariance = clamp(raw);
                double variance = Math.exp(logVariance);
                divergence += 0.5 * (mean * (double) mean + variance - 1 - logVariance);
                float g = sampleGradient[b * latent + l];
                posterior[m] = g + weight * mean / batch;
                boolean free = raw >= LOG_VARIANCE_LOW && raw <= LOG_VARIANCE_HIGH;
                posterior[v] = free
                        ? (float) (g * epsilon[b * latent + l] * 0.5 * Math.sqrt(variance)
                                + weight * 0.5 * (variance - 1) / batch)
                        : 0;
            }
        }
        return divergence / batch;
    }

    static float clamp(float logVariance) {
        return Math.max(LOG_VARIANCE_LOW, Math.min(LOG_VARIANCE_HIGH, logVariance));
    }
}
