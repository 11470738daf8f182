package org.galaxyvae.model.evidence;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What one image and one model say; higher is more anomalous, but for the log-probability. Formulas: {@code docs/science.md}.
 *
 * @param reconstructionLogProb nats, mean over the posterior draws of log p(x|z)
 * @param reconstructionNllSe its standard error over the draws, nats; 0 for less than two draws
 * @param mse mean squared error of the mean reconstruction, pixels in [0, 1]
 * @param centralMse the same under a Gaussian weight
 * @param kl divergence of the posterior from the prior, nats
 * @param mahalanobis robust distance of the posterior mean from the training latents
 * @param knnDistance mean distance of the posterior mean from its nearest training latents
 * @param knnRatio log of knnDistance beyond the mean log of its neighbors' own
 * @param complexityExcess log of centralMse beyond what the image's complexity explains
 * @param perceptualError mean log distance between the encoder's features of the image and of its reconstruction
 * @param perceptualExcess perceptualError beyond what the image's complexity explains
 * @param asymmetry segmented, 180 degrees
 * @param weightedAsymmetry of the whole frame under a Gaussian weight, 180 degrees
 * @param morphologyKnn mean distance from the nearest training objects in standardized classical morphology
 * @param pcaMse as mse, of the principal components' reconstruction
 * @param pcaCentralMse as centralMse, of the same
 * @param pcaComplexityExcess as complexityExcess, of the same
 * @param pcaKnn as knnDistance, between the components' coefficients
 */
public record Evidences(
        double reconstructionLogProb,
        double reconstructionNllSe,
        double mse,
        double centralMse,
        double kl,
        double mahalanobis,
        double knnDistance,
        double knnRatio,
        double complexityExcess,
        double perceptualError,
        double perceptualExcess,
        double asymmetry,
        double weightedAsymmetry,
        double morphologyKnn,
        double pcaMse,
        double pcaCentralMse,
        double pcaComplexityExcess,
        double pcaKnn)
        implements java.io.Serializable {
    public Evidences {
        double sum = reconstructionLogProb
                + reconstructionNllSe
                + mse
                + centralMse
                + kl
                + mahalanobis
                + knnDistance
                + knnRatio
                + complexityExcess
                + perceptualError
                + perceptualExcess
                + asymmetry
                + weightedAsymmetry
                + morphologyKnn
                + pcaMse
                + pcaCentralMse
                + pcaComplexityExcess
                + pcaKnn;
        // a sum is finite only where all its terms are
        if (Double.isNaN(sum) || Double.isInfinite(sum)) {
            double[] values = {
                reconstructionLogProb,
                reconstructionNllSe,
                mse,
                centralMse,
                kl,
                mahalanobis,
                knnDistance,
                complexityExcess,
                asymmetry,
                weightedAsymmetry,
                morphologyKnn,
                pcaMse,
                pcaCentralMse,
                pcaComplexityExcess,
                pcaKnn
            };
            throw new IllegalArgumentException("Invalid evidences: not finite in "
                    + Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(", ")));
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
