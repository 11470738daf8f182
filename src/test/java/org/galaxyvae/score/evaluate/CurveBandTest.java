package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class CurveBandTest {
    @Test
    void holdsTheCurveAndIsAboutTwoStandardErrorsWide() {
        int objects = 2000;
        CounterRandom random = CounterRandom.of(3, "test", 0, "");
        boolean[] positive = new boolean[objects];
        double[] scores = new double[objects];
        for (int i = 0; i < objects; i++) {
            positive[i] = i % 4 == 0;
            scores[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
        }
        Ranking ranking = RankingTest.ranking(positive, scores);
        Curve curve = Curve.of(ranking, 300);
        CurveBand band = band(ranking, curve);
        assertThat(band.truePositiveRate()).hasSameSizeAs(curve.points());
        for (int i = 10; i < curve.points().size() - 10; i++) {
            Curve.Point point = curve.points().get(i);
            Interval rate = band.truePositiveRate().get(i);
            // binomial alone; where the curve is steep the cut's own place is as uncertain
            double error = Math.sqrt(point.truePositiveRate() * (1 - point.truePositiveRate()) / 500);
            assertThat(point.truePositiveRate()).isBetween(rate.low() - 0.01, rate.high() + 0.01);
            assertThat(rate.high() - rate.low()).isBetween(2 * error, 12 * error);
            Interval precision = band.precision().get(i);
            assertThat(point.precision()).isBetween(precision.low() - 0.02, precision.high() + 0.02);
        }
        assertThat(band.precision().get(curve.points().size() - 1).low()).isCloseTo(0.25, within(0.04));
    }

    @Test
    void isThinForAPerfectRanking() {
        Ranking perfect = RankingTest.ranking(new boolean[] {true, true, true, false, false, false}, 6, 5, 4, 3, 2, 1);
        Curve curve = Curve.of(perfect, 300);
        CurveBand band = band(perfect, curve);
        for (int i = 0; i < curve.points().size(); i++) {
            assertThat(band.truePositiveRate().get(i)).isEqualTo(new Interval(1, 1));
        }
        assertThat(band.precision().get(3)).isEqualTo(new Interval(1, 1));
    }

    /** 90 positives and 50 negatives have one score, 10 and 50 the other: the curve between is a straight line. */
    @Test
    void isAStraightLineInsideEqualScores() {
        boolean[] positive = new boolean[200];
        double[] scores = new double[200];
        for (int i = 0; i < 200; i++) {
            positive[i] = i < 100;
            scores[i] = i < 90 || i >= 150 ? 1 : 0;
        }
        Ranking ranking = RankingTest.ranking(positive, scores);
        Curve curve = Curve.of(ranking, 300);
        CurveBand band = band(ranking, curve);
        assertThat(curve.points().get(1).truePositiveRate()).isEqualTo(0.9);
        assertThat(band.truePositiveRate().get(1).low()).isBetween(0.68, 0.85);
        assertThat(band.truePositiveRate().get(1).high()).isBetween(0.92, 0.97);
        assertThat(band.precision().get(1).low()).isBetween(0.5, 0.6);
        assertThat(band.precision().get(1).high()).isBetween(0.68, 0.76);
    }

    private static CurveBand band(Ranking ranking, Curve curve) {
        return CurveBand.of(List.of(ranking), List.of(curve), new Bootstrap(400, 1, 1))
                .get(0);
    }
}
