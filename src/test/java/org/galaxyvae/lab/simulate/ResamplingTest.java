package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void keepsAnEvenPlane() {
        float[] plane = new float[40 * 40];
        Arrays.fill(plane, 7);
        for (float value : new Resampling(40, 100, 0.4).of(plane)) {
            assertThat(value).isCloseTo(7, within(1e-4F));
        }
        for (float value : new Resampling(40, 16, 2.5).of(plane)) {
            assertThat(value).isCloseTo(7, within(1e-4F));
        }
    }

    @Test
    void changesNothingOnTheSameGrid() {
        float[] plane = new float[9];
        for (int k = 0; k < 9; k++) {
            plane[k] = k * k;
        }
        assertThat(new Resampling(3, 3, 1).of(plane)).containsExactly(plane, within(1e-5F));
    }

    @Test
    void keepsTheCenterInTheCenter() {
        float[] plane = new float[21 * 21];
        plane[10 * 21 + 10] = 1;
        float[] finer = new Resampling(21, 63, 1 / 3.0).of(plane);
        assertThat(finer[31 * 63 + 31]).isCloseTo(1, within(1e-5F));
    }

    @Test
    void refusesAnEmptyGrid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampling(0, 3, 1))
                .withMessageStartingWith("Invalid resampling: 0 to 3 pixels by 1.0");
    }
}
