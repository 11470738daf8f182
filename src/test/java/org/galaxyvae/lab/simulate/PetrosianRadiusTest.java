package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PetrosianRadiusTest {
    private static final Seeing SEEING = new Seeing(0.3);

    /** An exponential disk holds 90 % of its light inside 3.89 scale lengths; its Petrosian flux misses 1 %. */
    @Test
    void ofAnExponentialDiskIsNearlyFourScaleLengths() {
        assertThat(PetrosianRadius.of(galaxy(0, 10, 1), SEEING)).isBetween(37.0, 38.9);
    }

    /** Strauss et al. 2002: the Petrosian flux of a de Vaucouleurs profile misses 18 %, so R90 is far inside the true one. */
    @Test
    void ofADeVaucouleursProfileIsSmallerThanItsOwnNinetyPercent() {
        assertThat(PetrosianRadius.of(galaxy(1, 10, 1), SEEING)).isBetween(20.0, 28.0);
    }

    @Test
    void ofAnInclinedDiskIsSmaller() {
        assertThat(PetrosianRadius.of(galaxy(0, 10, 0.2), SEEING))
                .isBetween(25.0, PetrosianRadius.of(galaxy(0, 10, 1), SEEING) - 2);
    }

    @Test
    void growsWithTheSeeing() {
        assertThat(PetrosianRadius.of(galaxy(0, 0.3, 1), new Seeing(2)))
                .isGreaterThan(PetrosianRadius.of(galaxy(0, 0.3, 1), new Seeing(1)));
    }

    private static Galaxy galaxy(double bulgeFraction, double radius, double axisRatio) {
        return new Galaxy(
                GalaxyType.LENTICULAR, 0.1, 17, 0.8, 0.4, bulgeFraction, 4, radius, radius, axisRatio, 0, 0, 0, 0, 0);
    }
}
