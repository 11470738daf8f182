package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianLossTest {
    private static final int DRAWS = 400_000;

    /** E log q(z|x) − log p(z) over z ~ q(z|x); the bound is four standard errors of the draws, their seed fixed. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, -2", "-0.3, 0.8", "0.02, -8", "3, 2"})
    void theClosedFormOfTheDivergenceIsItsMonteCarloMean(float mean, float logVariance) {
        float[] posterior = {mean, logVariance};
        double closed = GaussianLoss.divergence(posterior, new float[1], new float[1], 1, 1, 1);
        CounterRandom random = CounterRandom.of(9, "divergence", 0, "");
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double noise = random.nextGaussian();
            double z = mean + Math.exp(logVariance / 2.0) * noise;
            double value = 0.5 * (z * z - noise * noise - logVariance);
            sum += value;
            squares += value * value;
        }
        double average = sum / DRAWS;
        double standardError = Math.sqrt((squares / DRAWS - average * average) / DRAWS);
        assertThat(closed).isCloseTo(average, within(4 * standardError + 1e-6));
    }
}
