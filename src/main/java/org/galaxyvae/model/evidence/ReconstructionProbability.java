package org.galaxyvae.model.evidence;

import java.util.function.UnaryOperator;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Monte-Carlo estimate of the expectation of log p(x|z) over z ~ q(z|x): the reconstruction probability of An and Cho (2015,
 * algorithm 4), as the mean of the logs over the draws, not the log of the mean.
 *
 * @param logProb nats
 * @param standardError of that mean over the draws, nats; 0 for one draw
 */
record ReconstructionProbability(double logProb, double standardError) {
    /** Where the noise of a draw comes from; never from which images stand beside it. */
    public interface Noise {
        /**
         * A generator of standard normals.
         *
         * @param draw from 0
         * @param image from 0, place in the batch
         */
        CounterRandom of(int draw, int image);
    }

    /**
     * Estimates a batch.
     *
     * @param pixels [image, value]
     * @param posterior of the same images, [image, latent]
     * @param decoder latents [image, latent] to the likelihood's means [image, value]; any network's
     * @param logSigma log of the likelihood's standard deviation, one a channel, channels fastest
     * @param count images
     * @param draws at least 1
     */
    public static ReconstructionProbability[] of(
            float[] pixels,
            TrainedVae.Posterior posterior,
            UnaryOperator<float[]> decoder,
            float[] logSigma,
            int count,
            int draws,
            Noise noise) {
        int length = pixels.length / count;
        double[][] logProbs = new double[count][draws];
        for (int draw = 0; draw < draws; draw++) {
            float[] decoded = decoder.apply(sample(posterior, count, draw, noise));
            for (int i = 0; i < count; i++) {
                logProbs[i][draw] = GaussianLikelihood.logProb(pixels, decoded, i * length, length, logSigma);
            }
        }
        ReconstructionProbability[] estimates = new ReconstructionProbability[count];
        for (int i = 0; i < count; i++) {
            estimates[i] = of(logProbs[i]);
        }
        return estimates;
    }

    /** z = mean + exp(log variance / 2) × noise. */
    private static float[] sample(TrainedVae.Posterior posterior, int count, int draw, Noise noise) {
        float[] z = posterior.mean().clone();
        int latent = z.length / count;
        for (int i = 0; i < count; i++) {
            CounterRandom random = noise.of(draw, i);
            for (int at = i * latent; at < (i + 1) * latent; at++) {
                z[at] += (float) (Math.exp(0.5 * posterior.logVariance()[at]) * random.nextGaussian());
            }
        }
        return z;
    }

    private static ReconstructionProbability of(double[] logProbs) {
        double mean = 0;
        for (double value : logProbs) {
            mean += value / logProbs.length;
        }
        double squares = 0;
        for (double value : logProbs) {
            squares += (value - mean) * (value - mean);
        }
        int n = logProbs.length;
        return new ReconstructionProbability(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
    }
}
