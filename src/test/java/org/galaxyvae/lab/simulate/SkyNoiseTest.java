package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class SkyNoiseTest {
    private static final int SIZE = 200;

    @Test
    void growsWithTheSourceAsPhotonsDo() {
        FluxFrame frame = new FluxFrame(SIZE);
        Arrays.fill(frame.plane(Band.R), 50);
        SkyNoise.add(frame, CounterRandom.of(1, "noise", 0, "a"));
        // Photon noise of 50 nanomaggies, 940 electrons each, far above the sky's.
        assertThat(deviation(frame.plane(Band.R))).isCloseTo(Math.sqrt(50 / 940.0), within(0.01));
        assertThat(deviation(frame.plane(Band.G)))
                .isBetween(0.5 * Band.G.skySigmaNanomaggies(), 2 * Band.G.skySigmaNanomaggies());
    }

    @Test
    void endsAtTheFullWell() {
        FluxFrame frame = new FluxFrame(SIZE);
        Arrays.fill(frame.plane(Band.I), 1e6F);
        SkyNoise.add(frame, CounterRandom.of(1, "noise", 0, "a"));
        double sum = 0;
        for (float value : frame.plane(Band.I)) {
            sum += value;
        }
        assertThat(sum / SIZE / SIZE).isCloseTo(Band.I.fullWellNanomaggies(), within(0.1));
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(squares / values.length - mean * mean);
    }
}
