package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PerceptualErrorTest {
    @Test
    void averagesTheLogsOfTheChannelsWeightedSquares() {
        // four pixels of equal weight, two channels; the second image of two
        PerceptualError error = new PerceptualError(2, 2, 0.18);
        assertThat(error.length()).isEqualTo(8);
        float[] image = new float[16];
        float[] other = new float[16];
        image[8] = 2; // first channel: 4 / 4 = 1
        image[9] = 4; // second: (16 + 4) / 4 = 5
        other[11] = 2;
        assertThat(error.of(image, other, 8)).isCloseTo(Math.log(5) / 2, within(1e-6));
    }

    @Test
    void isFiniteWhereNothingDiffers() {
        assertThat(new PerceptualError(4, 3, 0.18).of(new float[48], new float[48], 0))
                .isEqualTo(Math.log(1e-12));
    }
}
