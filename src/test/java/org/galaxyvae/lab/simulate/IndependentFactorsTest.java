package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class IndependentFactorsTest {
    private static final List<ToDoubleFunction<Galaxy>> FACTORS = List.of(
            Galaxy::diskRadiusArcsec,
            Galaxy::axisRatio,
            Galaxy::positionAngleDeg,
            Galaxy::bulgeFraction,
            Galaxy::armCount,
            Galaxy::gMinusR,
            Galaxy::redshift);

    @Test
    void noFactorFollowsAnother() {
        List<Galaxy> galaxies = drawn(4000);
        for (ToDoubleFunction<Galaxy> one : FACTORS) {
            for (ToDoubleFunction<Galaxy> other : FACTORS) {
                double correlation = correlation(galaxies, one, other);
                if (one == other) {
                    assertThat(correlation).isGreaterThan(0.999);
                } else {
                    assertThat(Math.abs(correlation)).isLessThan(0.06); // 0.016 by chance, times 3.8
                }
            }
        }
    }

    @Test
    void aDistantGalaxyIsFainter() {
        List<Galaxy> galaxies = drawn(100);
        assertThat(correlation(galaxies, Galaxy::redshift, Galaxy::rMagnitude)).isGreaterThan(0.95);
    }

    @Test
    void aSurveyOfThemIsASurveyLikeOthers() throws Exception {
        SimulationOptions options = new SimulationOptions(9, "out", 64, true, 42, 0, true);
        SimulationOptions usual = new SimulationOptions(9, "out", 64, true, 42, 0);
        try (CutoutSimulator independent = new CutoutSimulator(options);
                CutoutSimulator again = new CutoutSimulator(options);
                CutoutSimulator survey = new CutoutSimulator(usual)) {
            assertThat(independent.cutout(3).jpeg()).isEqualTo(again.cutout(3).jpeg());
            assertThat(independent.cutout(3).jpeg())
                    .isNotEqualTo(survey.cutout(3).jpeg());
        }
    }

    private static List<Galaxy> drawn(int count) {
        List<Galaxy> galaxies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            galaxies.add(IndependentFactors.draw(CounterRandom.of(1, "test", 0, "galaxy " + i)));
        }
        return galaxies;
    }

    private static double correlation(
            List<Galaxy> galaxies, ToDoubleFunction<Galaxy> one, ToDoubleFunction<Galaxy> other) {
        double meanOne = galaxies.stream().mapToDouble(one).average().orElseThrow();
        double meanOther = galaxies.stream().mapToDouble(other).average().orElseThrow();
        double both = 0;
        double squareOne = 0;
        double squareOther = 0;
        for (Galaxy galaxy : galaxies) {
            double x = one.applyAsDouble(galaxy) - meanOne;
            double y = other.applyAsDouble(galaxy) - meanOther;
            both += x * y;
            squareOne += x * x;
            squareOther += y * y;
        }
        return both / Math.sqrt(squareOne * squareOther);
    }
}
