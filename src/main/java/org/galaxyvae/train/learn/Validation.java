package org.galaxyvae.train.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.model.evidence.GaussianLikelihood;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.maths.UnitLevels;

/**
 * How well a network does on objects it does not learn from.
 *
 * @param mse of the mean reconstruction, pixels in [0, 1], mean over objects
 * @param psnrDb mean over objects of -10 log10(mse)
 * @param ssim mean over objects of the structural similarity of the mean reconstruction
 * @param logProb nats per image, one posterior draw, the same draw at every validation
 * @param kl nats per image
 * @param activeUnits latent units whose mean divergence exceeds 0.05 nats (after Burda et al. 2016)
 */
public record Validation(double mse, double psnrDb, double ssim, double logProb, double kl, int activeUnits)
        implements Serializable {
    private static final double ACTIVE_NATS = 0.05;

    /** Evidence lower bound, nats per image. */
    public double elbo() {
        return logProb - kl;
    }

    /** Measures the parameters on the images, each uint8 [row, column, channel]. */
    public static Validation of(Architecture architecture, float[] parameters, List<byte[]> images, Settings settings) {
        int latent = architecture.latent();
        int length = architecture.imageLength();
        Fidelity.Mean fidelity = new Fidelity.Mean(architecture.size(), architecture.channels());
        double logProb = 0;
        double[] divergence = new double[latent];
        int batch = Math.min(settings.score().batchSize(), images.size());
        CounterRandom random = CounterRandom.of(settings.seed(), "validation", 0, "");
        try (TrainedVae vae = TrainedVae.open(architecture, parameters, batch)) {
            float[] logSigma = vae.logSigma();
            for (int from = 0; from < images.size(); from += batch) {
                List<byte[]> part = new ArrayList<>(images.subList(from, Math.min(images.size(), from + batch)));
                float[] pixels = UnitLevels.of(part, length);
                TrainedVae.Posterior posterior = vae.encode(pixels, part.size());
                float[] sample = posterior.mean().clone();
                for (int i = 0; i < sample.length; i++) {
                    double logVariance = posterior.logVariance()[i];
                    sample[i] += (float) (Math.exp(logVariance / 2) * random.nextGaussian());
                    divergence[i % latent] +=
                            GaussianLikelihood.unitDivergence(posterior.mean()[i], logVariance) / images.size();
                }
                float[] decoded = vae.decode(posterior.mean());
                for (int i = 0; i < part.size(); i++) {
                    fidelity.add(pixels, i * length, decoded, i * length);
                }
                decoded = vae.decode(sample);
                for (int i = 0; i < part.size(); i++) {
                    logProb +=
                            GaussianLikelihood.logProb(pixels, decoded, i * length, length, logSigma) / images.size();
                }
            }
        }
        double kl = 0;
        int active = 0;
        for (double unit : divergence) {
            kl += unit;
            active += unit > ACTIVE_NATS ? 1 : 0;
        }
        Fidelity found = fidelity.fidelity();
        return new Validation(found.mse(), found.psnrDb(), found.ssim(), logProb, kl, active);
    }
}
