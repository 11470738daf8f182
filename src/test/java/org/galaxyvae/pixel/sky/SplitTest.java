package org.galaxyvae.pixel.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void placesAnIdByTheFirstEightHexDigitsOfItsHash() {
        // echo -n 587722952767439450 | sha256sum
        long expected = Long.parseLong(Hashes.sha256("587722952767439450", 8), 16);
        assertThat(Split.position("587722952767439450")).isEqualTo(expected / 4294967296.0);
        assertThat(Hashes.sha256("abc", 64))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void dividesManyIdsByTheShares() {
        int train = 0;
        int calibration = 0;
        for (int i = 0; i < 10_000; i++) {
            Split split = Split.of("id" + i, 0.7, 0.15);
            train += split == Split.TRAIN ? 1 : 0;
            calibration += split == Split.CALIBRATION ? 1 : 0;
        }
        assertThat(train / 10_000.0).isCloseTo(0.7, within(0.02));
        assertThat(calibration / 10_000.0).isCloseTo(0.15, within(0.02));
    }

    @Test
    void drawsTheSameNumbersForTheSameKeyAndOthersForAnother() {
        CounterRandom a = CounterRandom.of(1, "noise", 0, "x");
        CounterRandom b = CounterRandom.of(1, "noise", 0, "x");
        assertThat(a.nextLong()).isEqualTo(b.nextLong());
        assertThat(CounterRandom.of(1, "noise", 1, "x").nextLong())
                .isNotEqualTo(CounterRandom.of(1, "noise", 0, "x").nextLong());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 20_000; i++) {
            double value = a.nextGaussian();
            sum += value;
            squares += value * value;
        }
        assertThat(sum / 20_000).isCloseTo(0, within(0.03));
        assertThat(squares / 20_000).isCloseTo(1, within(0.04));
    }
}
