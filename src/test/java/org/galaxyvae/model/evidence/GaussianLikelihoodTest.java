package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class GaussianLikelihoodTest {
    private static final float[] PIXELS = {9, 9, 9, 9, 0.1f, 0.9f, 0.3f, 0.4f};
    private static final float[] DECODED = {9, 9, 9, 9, 0.2f, 0.5f, 0.3f, 0.8f};

    @Test
    void isTheDensityOfIndependentGaussians() {
        float[] logSigma = {-1, -2};
        double expected = 0;
        for (int i = 4; i < 8; i++) {
            double sigma = Math.exp(logSigma[i % 2]);
            double d = (PIXELS[i] - (double) DECODED[i]) / sigma;
            expected += Math.log(Math.exp(-d * d / 2) / (sigma * Math.sqrt(2 * Math.PI)));
        }
        assertThat(GaussianLikelihood.logProb(PIXELS, DECODED, 4, 4, logSigma)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void weighsSquaredErrorsPixelByPixel() {
        assertThat(GaussianLikelihood.meanSquaredError(PIXELS, DECODED, 4, 4))
                .isCloseTo((0.01 + 0.16 + 0 + 0.16) / 4, within(1e-7));
        assertThat(GaussianLikelihood.weightedSquaredError(PIXELS, DECODED, 4, 2, new double[] {0.75, 0.25}))
                .isCloseTo((0.75 * 0.17 + 0.25 * 0.16) / 2, within(1e-7));
    }

    /** E log q(z|x) − log p(z) over z ~ q(z|x), four standard errors, fixed seed. */
    @Test
    void theDivergenceIsItsMonteCarloMean() {
        float[] mean = {7, 7, 7, 0.5f, -1.2f, 0};
        float[] logVariance = {1, 1, 1, -3, 0.4f, -1};
        int draws = 200_000;
        CounterRandom random = CounterRandom.of(9, "divergence", 0, "");
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double value = 0;
            for (int l = 3; l < 6; l++) {
                double noise = random.nextGaussian();
                double z = mean[l] + Math.exp(logVariance[l] / 2.0) * noise;
                value += 0.5 * (z * z - noise * noise - logVariance[l]);
            }
            sum += value / draws;
            squares += value * value / draws;
        }
        double standardError = Math.sqrt((squares - sum * sum) / draws);
        assertThat(GaussianLikelihood.divergence(mean, logVariance, 3, 3)).isCloseTo(sum, within(4 * standardError));
    }
}
