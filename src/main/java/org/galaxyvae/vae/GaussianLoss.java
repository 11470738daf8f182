package org.galaxyvae.vae;

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
        double constant = 0;
        for (int c = 0; c < channels; c++) {
            precision[c] = (float) Math.exp(-2.0 * logSigma[c]);
            constant += logSigma[c] + HALF_LOG_TWO_PI;
        }
        double[] squares = new double[channels];
        float[] residuals = images.clone();
        float scale = 1f / batch;
        for (int i = 0; i < length; i++) {
            float y = Elementwise.sigmoid(output[i]);
            residuals[i] = y - residuals[i];
            output[i] = residuals[i] * y * (1 - y) * scale;
        }
        for (int at = 0; at < length; at += channels) {
            for (int c = 0; c < channels; c++) {
                output[at + c] *= precision[c];
            }
        }
        Elementwise.columnProducts(residuals, residuals, new float[channels], length, squares);
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
