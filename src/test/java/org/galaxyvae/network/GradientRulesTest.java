package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientRulesTest {
    private static final ParameterLayout LAYOUT = new ParameterLayout(new Architecture(8, 3, List.of(4, 4), 2, true));

    private static float[] applied(GradientRules rules) {
        float[] ones = new float[LAYOUT.length()];
        Arrays.fill(ones, 1);
        INDArray gradients = Buffers.create(ones, 1, ones.length);
        rules.apply(gradients, LAYOUT);
        return Buffers.values(gradients);
    }

    @Test
    void shortensLearnedGradientsAndLeavesRunningStatisticsAlone() {
        float[] clipped = applied(new GradientRules(false, 0.5));
        double square = 0;
        for (int i = 0; i < LAYOUT.learnedLength(); i++) {
            square += clipped[i] * (double) clipped[i];
        }
        assertThat(Math.sqrt(square)).isCloseTo(0.5, within(1e-5));
        assertThat(Arrays.copyOfRange(clipped, LAYOUT.learnedLength(), LAYOUT.length()))
                .containsOnly(1);
    }

    @Test
    void leavesShortGradientsAsTheyAre() {
        assertThat(applied(new GradientRules(false, 1e6))).containsOnly(1);
        assertThat(applied(GradientRules.NONE)).containsOnly(1);
    }

    @Test
    void takesTheNoisesGradientAway() {
        float[] fixed = applied(new GradientRules(true, 0));
        assertThat(LAYOUT.slice(fixed, "noise.log.sigma")).containsExactly(0, 0, 0);
        assertThat(LAYOUT.slice(fixed, "latent.bias")).containsOnly(1);
    }
}
