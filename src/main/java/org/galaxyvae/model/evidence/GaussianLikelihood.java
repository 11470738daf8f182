package org.galaxyvae.model.evidence;

/** How well a decoded image explains another: the likelihood p(x|z) = N(decoded, diag sigma²), sums in double. */
public final class GaussianLikelihood {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private GaussianLikelihood() {}

    /**
     * Log-density of one image.
     *
     * @param pixels images, each [row, column, channel] in [0, 1]
     * @param decoded means, same shape
     * @param from where the image begins in both
     * @param length values of one image
     * @param logSigma log of the standard deviation, one a channel
     * @return nats
     */
    public static double logProb(float[] pixels, float[] decoded, int from, int length, float[] logSigma) {
        int channels = logSigma.length;
        double[] squares = new double[channels];
        for (int at = from; at < from + length; at += channels) {
            for (int c = 0; c < channels; c++) {
                double d = decoded[at + c] - (double) pixels[at + c];
                squares[c] += d * d;
            }
        }
        double logProb = 0;
        double each = length / (double) channels;
        for (int c = 0; c < channels; c++) {
            logProb -= 0.5 * squares[c] * Math.exp(-2.0 * logSigma[c]) + each * (logSigma[c] + HALF_LOG_TWO_PI);
        }
        return logProb;
    }

    /** Mean squared error of one image, parameters as in {@link #logProb}. */
    public static double meanSquaredError(float[] pixels, float[] decoded, int from, int length) {
        double sum = 0;
        for (int at = from; at < from + length; at++) {
            double d = decoded[at] - (double) pixels[at];
            sum += d * d;
        }
        return sum / length;
    }

    /**
     * Mean squared error of one image under weights.
     *
     * @param weights one a pixel, with sum 1; the channels of a pixel share its weight
     */
    static double weightedSquaredError(float[] pixels, float[] decoded, int from, int channels, double[] weights) {
        double sum = 0;
        int at = from;
        for (double weight : weights) {
            double square = 0;
            for (int c = 0; c < channels; c++, at++) {
                double d = decoded[at] - (double) pixels[at];
                square += d * d;
            }
            sum += weight * square;
        }
        return sum / channels;
    }

    /**
     * The closed-form divergence of one posterior from the unit normal (Kingma and Welling 2014, appendix B):
     * ½ Σ (mean² + variance − 1 − log variance).
     *
     * @param mean of all images, [image, latent]
     * @param logVariance same shape
     * @param from where the image begins
     * @return nats
     */
    public static double divergence(float[] mean, float[] logVariance, int from, int latent) {
        double sum = 0;
        for (int i = from; i < from + latent; i++) {
            sum += unitDivergence(mean[i], logVariance[i]);
        }
        return sum;
    }

    /** One latent unit's share of {@link #divergence}, nats. */
    public static double unitDivergence(double mean, double logVariance) {
        return 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
    }
}
