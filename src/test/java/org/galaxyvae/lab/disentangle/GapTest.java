package org.galaxyvae.lab.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final MadeUp MADE_UP = MadeUp.of(4000);

    @Test
    void isNearOneWhereEachFactorHasItsOwnUnit() {
        for (Factor factor : MADE_UP.factors()) {
            assertThat(Gap.mutualInformation(MADE_UP.perfect(), factor).value()).isBetween(0.95, 1.0);
            assertThat(Gap.attribute(MADE_UP.perfect(), factor).value()).isBetween(0.9, 1.0);
        }
        assertThat(Gap.mutualInformation(MADE_UP.perfect(), MADE_UP.factors().get(0))
                        .unit())
                .isEqualTo(1);
        assertThat(Gap.mutualInformation(MADE_UP.perfect(), MADE_UP.factors().get(1))
                        .unit())
                .isZero();
        assertThat(Gap.mutualInformation(MADE_UP.perfect(), MADE_UP.factors().get(2))
                        .unit())
                .isEqualTo(3);
    }

    @Test
    void isLowWhereUnitsAreMixed() {
        for (Factor factor : MADE_UP.factors()) {
            assertThat(Gap.mutualInformation(MADE_UP.rotated(), factor).value()).isBetween(0.0, 0.05);
            assertThat(Gap.attribute(MADE_UP.rotated(), factor).value()).isBetween(0.0, 0.05);
        }
    }

    @Test
    void isNearZeroOfNoise() {
        for (Factor factor : MADE_UP.factors()) {
            assertThat(Gap.mutualInformation(MADE_UP.noise(), factor).value()).isBetween(0.0, 0.02);
            assertThat(Gap.attribute(MADE_UP.noise(), factor).value()).isBetween(0.0, 0.01);
        }
    }

    @Test
    void anAngleIsKnownByItsCosineAndSineTogetherAndHasNoGapThen() {
        int objects = 4000;
        CounterRandom random = CounterRandom.of(2, "made up", 0, "");
        double[] degrees = IntStream.range(0, objects)
                .mapToDouble(i -> random.between(0, 180))
                .toArray();
        Factor angle = new Factor("angle", degrees, true);
        double[][] pair = {
            angle.targets().get(0).values(), angle.targets().get(1).values()
        };
        assertThat(LinearShare.explained(pair[0], angle.targets())).isCloseTo(0.5, within(0.02));
        assertThat(Gap.attribute(pair, angle).value()).isBetween(0.0, 0.05);
        assertThat(Gap.mutualInformation(pair, angle).value()).isBetween(0.0, 0.05);
        double[][] cut = {degrees};
        assertThat(Gap.mutualInformation(cut, angle).value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void informationIsCounted() {
        int[] coin = {0, 0, 1, 1};
        assertThat(Gap.entropy(coin)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Gap.information(coin, new int[] {0, 1, 0, 1})).isCloseTo(0, within(1e-12));
        assertThat(Gap.information(coin, new int[] {1, 1, 0, 0})).isCloseTo(Math.log(2), within(1e-12));
        // 3 of 4 agree: H(X) + H(Y) - H(X, Y)
        assertThat(Gap.information(coin, new int[] {0, 1, 1, 1}))
                .isCloseTo(Math.log(2) + 0.5623351446188083 - 1.0397207708399179, within(1e-12));
    }

    @Test
    void aFactorThatNeverVariesHasNoGap() {
        Factor constant = new Factor("constant", new double[4000], false);
        assertThat(Gap.mutualInformation(MADE_UP.perfect(), constant).value()).isZero();
        assertThat(Gap.attribute(MADE_UP.perfect(), constant).value()).isZero();
    }
}
