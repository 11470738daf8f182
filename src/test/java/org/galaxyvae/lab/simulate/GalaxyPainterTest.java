package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class GalaxyPainterTest {
    private static final Seeing SEEING = new Seeing(1.3);

    @Test
    void putsTheWholeFluxOnTheFrame() {
        FluxFrame frame = painted(galaxy(0.3, 0.7, 45, 0));
        // r = 17 is 10^(0.4 (22.5 - 17)) = 158.5 nanomaggies.
        assertThat(sum(frame.plane(Band.R))).isCloseTo(158.5, within(4.0));
        assertThat(sum(frame.plane(Band.G)) / sum(frame.plane(Band.R)))
                .isCloseTo(StrictMath.pow(10, -0.4 * 0.8), within(0.02));
    }

    @Test
    void armsMoveLightButKeepIt() {
        FluxFrame smooth = painted(galaxy(0.1, 0.9, 0, 0));
        FluxFrame spiral = painted(galaxy(0.1, 0.9, 0, 2));
        assertThat(sum(spiral.plane(Band.R))).isCloseTo(sum(smooth.plane(Band.R)), within(8.0));
        double moved = 0;
        for (int k = 0; k < smooth.plane(Band.R).length; k++) {
            moved += Math.abs(smooth.plane(Band.R)[k] - spiral.plane(Band.R)[k]);
        }
        assertThat(moved).isGreaterThan(15);
    }

    @Test
    void liesAlongItsPositionAngle() {
        float[] plane = painted(galaxy(0, 0.3, 90, 0)).plane(Band.R);
        // Upright: twelve pixels above the center is brighter than twelve beside it.
        assertThat(plane[(100 - 12) * 201 + 100]).isGreaterThan(3 * plane[100 * 201 + 112]);
    }

    private static FluxFrame painted(Galaxy galaxy) {
        FluxFrame frame = new FluxFrame(201);
        new GalaxyPainter(galaxy, SEEING)
                .paint(frame, 100, 100, PetrosianRadius.of(galaxy, SEEING), CounterRandom.of(5, "test", 0, "galaxy"));
        return frame;
    }

    private static Galaxy galaxy(double bulgeFraction, double axisRatio, double angle, int arms) {
        return new Galaxy(
                GalaxyType.SPIRAL, 0.1, 17, 0.8, 0.4, bulgeFraction, 1.5, 1, 2.5, axisRatio, angle, arms, 0.7, 20, 0);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
