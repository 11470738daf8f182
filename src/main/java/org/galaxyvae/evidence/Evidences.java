package org.galaxyvae.evidence;

/**
 * What one image and one model say; higher is more anomalous, but for the log-probability. Formulas: {@code docs/science.md}.
 *
 * @param reconstructionLogProb nats, mean over the posterior draws of log p(x|z)
 * @param reconstructionNllSe its standard error over the draws, nats; 0 for one draw
 * @param mse mean squared error of the mean reconstruction, pixels in [0, 1]
 * @param centralMse the same under a Gaussian weight
 * @param kl divergence of the posterior from the prior, nats
 * @param mahalanobis robust distance of the posterior mean from the training latents
 * @param asymmetry segmented, 180 degrees
 */
public record Evidences(
        double reconstructionLogProb,
        double reconstructionNllSe,
        double mse,
        double centralMse,
        double kl,
        double mahalanobis,
        double asymmetry)
        implements java.io.Serializable {
    public Evidences {
        double sum = reconstructionLogProb + reconstructionNllSe + mse + centralMse + kl + mahalanobis + asymmetry;
        if (Double.isNaN(sum) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("Invalid evidences: not finite in " + reconstructionLogProb + ", "
                    + reconstructionNllSe + ", " + mse + ", " + centralMse + ", " + kl + ", " + mahalanobis + ", "
                    + asymmetry);
        }
    }

    /** The evidence of An and Cho (2015): minus the reconstruction log-probability, nats. */
    public double reconstructionNll() {
        return -reconstructionLogProb;
    }

    /** Minus the evidence lower bound, nats. */
    public double negativeElbo() {
        return kl - reconstructionLogProb;
    }
}
