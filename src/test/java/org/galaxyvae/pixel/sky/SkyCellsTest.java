package org.galaxyvae.pixel.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkyCellsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 0, 3600",
        "359.9999, 0, 0.0001, 0, 0.72",
        "10, 60, 10.001, 60, 1.8", // cos 60 = 1/2; the great circle is shorter by 1e-11
        "0, 89.999, 180, 89.999, 7.2",
        "0, 90, 123, 90, 0",
        "0, 0, 180, 0, 648000",
        "0, -90, 77, 90, 648000",
        "10, 20, 10, 20.0000001, 0.00036"
    })
    void separationsAreThoseOfTheSphere(double ra1, double dec1, double ra2, double dec2, double arcsec) {
        assertThat(Separation.arcsec(ra1, dec1, ra2, dec2)).isEqualTo(arcsec, within(1e-8));
        assertThat(Separation.arcsec(ra2, dec2, ra1, dec1)).isEqualTo(arcsec, within(1e-8));
    }

    /** Around each position a ring of others just within the radius, at every angle. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 2, 60, 3600, 72000})
    void noPositionWithinTheRadiusIsInAnotherCell(double radius) {
        SkyCells cells = new SkyCells(radius);
        CounterRandom random = CounterRandom.of(1, "sky", 0, "cells");
        for (int i = 0; i < 3000; i++) {
            double dec = switch (i % 4) {
                case 0 -> 90 - random.nextDouble() * 3 * radius / 3600;
                case 1 -> -90 + random.nextDouble() * 3 * radius / 3600;
                default -> Math.toDegrees(Math.asin(random.between(-1, 1)));
            };
            double ra = i % 3 == 0 ? (random.nextDouble() - 0.5) * radius / 1800 : random.between(0, 360);
            double[] other =
                    moved(ra, dec, random.between(0, 360), radius * (1 - 1e-7) * Math.sqrt(random.nextDouble()));
            long cell = cells.cellOf(turn(other[0]), other[1]);
            assertThat(cells.cellsAround(turn(ra), dec))
                    .as("%s %s around %s %s", other[0], other[1], ra, dec)
                    .contains(cell)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPositionSearchesFewCells() {
        SkyCells cells = new SkyCells(2);
        CounterRandom random = CounterRandom.of(1, "sky", 0, "few");
        double searched = 0;
        for (int i = 0; i < 10000; i++) {
            searched += cells.cellsAround(random.between(0, 360), random.between(-80, 80)).length;
        }
        assertThat(searched / 10000).isLessThan(1.7); // (1 + 2 / 8)^2 = 1.56
    }

    @Test
    void refusesARadiusThatIsNone() {
        for (double radius : new double[] {0, -1, Double.NaN, 72001}) {
            assertThatThrownBy(() -> new SkyCells(radius)).hasMessageContaining("Invalid search radius " + radius);
        }
    }

    private static double turn(double ra) {
        return ra < 0 ? ra + 360 : ra >= 360 ? ra - 360 : ra;
    }

    /** Where one comes by going so far in that direction along a great circle. */
    private static double[] moved(double raDeg, double decDeg, double towardsDeg, double arcsec) {
        double d = Math.toRadians(arcsec / 3600);
        double dec = Math.toRadians(decDeg);
        double t = Math.toRadians(towardsDeg);
        double sin = Math.sin(dec) * Math.cos(d) + Math.cos(dec) * Math.sin(d) * Math.cos(t);
        double dec2 = Math.asin(Math.max(-1, Math.min(1, sin)));
        double east = Math.atan2(Math.sin(t) * Math.sin(d) * Math.cos(dec), Math.cos(d) - Math.sin(dec) * sin);
        return new double[] {raDeg + Math.toDegrees(east), Math.toDegrees(dec2)};
    }
}
