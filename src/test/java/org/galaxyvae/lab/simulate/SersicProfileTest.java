package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SersicProfileTest {
    /** b_n and the total flux 2 pi n e^b b^(-2n) Gamma(2n): Graham and Driver 2005, table 1; Peng et al. 2002 for 7.215 pi. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.693147, 9.064720", "1, 1.678347, 11.948494", "4, 7.669249, 22.665233"})
    void knowsThePublishedConstants(double index, double b, double flux) {
        assertThat(SersicProfile.b(index)).isCloseTo(b, within(3e-4));
        assertThat(SersicProfile.totalFlux(index)).isCloseTo(flux, within(5e-3));
    }

    @ParameterizedTest
    @CsvSource({"1", "2.5", "4"})
    void holdsHalfTheLightInsideTheEffectiveRadius(double index) {
        SersicProfile profile = new SersicProfile(index, 3);
        assertThat(flux(profile, 3)).isCloseTo(0.5, within(2e-3));
    }

    @Test
    void holdsNearlyAllTheLightBeforeTheTaper() {
        assertThat(flux(new SersicProfile(1, 2), 20)).isCloseTo(1, within(2e-3));
        assertThat(flux(new SersicProfile(4, 2), 20)).isBetween(0.9, 0.96);
    }

    @Test
    void endsAtEightEffectiveRadii() {
        assertThat(new SersicProfile(4, 2).at(16.01)).isZero();
    }

    @Test
    void refusesAnIndexOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SersicProfile.b(9))
                .withMessage("Invalid Sérsic index: 9.0, expected 0.5 to 8");
    }

    private static double flux(SersicProfile profile, double radius) {
        double step = 1e-4;
        double sum = 0;
        for (double r = step / 2; r < radius; r += step) {
            sum += profile.at(r) * 2 * Math.PI * r * step;
        }
        return sum;
    }
}
