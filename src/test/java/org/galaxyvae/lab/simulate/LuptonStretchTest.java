package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuptonStretchTest {
    private static final LuptonStretch STRETCH = new LuptonStretch(0.5, 8, 1, 1, 1);

    /** Lupton et al. 2004: f(I) = asinh(slope softening I) / softening, so sinh(softening f) gives I back. */
    @ParameterizedTest
    @ValueSource(floats = {1e-3F, 0.02F, 0.37F, 1, 5.5F, 120, 9000})
    void followsTheInverseHyperbolicSine(float intensity) {
        double f = STRETCH.factor(intensity) * intensity;
        assertThat(Math.sinh(8 * f) / (0.5 * 8)).isCloseTo(intensity, within(1e-4 * intensity));
    }

    @Test
    void isLinearInTheDark() {
        assertThat(STRETCH.factor(0)).isEqualTo(0.5F);
        assertThat(STRETCH.factor(-3)).isEqualTo(0.5F);
    }

    @Test
    void keepsTheColorOfABrightSource() {
        float[][] picture = STRETCH.picture(frame(1000, 2000, 4000));
        assertThat(picture[0][0]).isEqualTo(255, within(1e-3F));
        assertThat(picture[1][0]).isEqualTo(127.5F, within(1e-3F));
        assertThat(picture[2][0]).isEqualTo(63.75F, within(1e-3F));
    }

    @Test
    void showsNegativeFluxAsBlack() {
        float[][] picture = STRETCH.picture(frame(-1, -1, -1));
        assertThat(picture[0][0]).isZero();
        assertThat(picture[2][0]).isZero();
    }

    private static FluxFrame frame(float g, float r, float i) {
        FluxFrame frame = new FluxFrame(1);
        Arrays.fill(frame.plane(Band.G), g);
        Arrays.fill(frame.plane(Band.R), r);
        Arrays.fill(frame.plane(Band.I), i);
        return frame;
    }
}
