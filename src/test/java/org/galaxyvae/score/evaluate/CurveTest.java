package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void hasAPointBehindEachGroupOfEqualScores() {
        // b+ (3), then a- and c+ together (2), d- (1)
        Curve curve = Curve.of(RankingTest.ranking(new boolean[] {false, true, true, false}, 2, 3, 2, 1), 100);
        assertThat(curve.points())
                .containsExactly(
                        new Curve.Point(Double.POSITIVE_INFINITY, 0, 0, 0, 1),
                        new Curve.Point(3, 1, 0, 0.5, 1),
                        new Curve.Point(2, 3, 0.5, 1, 2.0 / 3),
                        new Curve.Point(1, 4, 1, 1, 0.5));
    }

    @Test
    void keepsItsAreaWhenThinned() {
        CounterRandom random = CounterRandom.of(5, "test", 0, "");
        boolean[] positive = new boolean[5000];
        double[] scores = new double[5000];
        for (int i = 0; i < 5000; i++) {
            positive[i] = random.nextInt(20) == 0;
            scores[i] = random.nextGaussian() + (positive[i] ? 1.5 : 0);
        }
        Ranking ranking = RankingTest.ranking(positive, scores);
        List<Curve.Point> points = Curve.of(ranking, 100).points();
        assertThat(points).hasSizeBetween(60, 100);
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).falsePositiveRate() - points.get(i - 1).falsePositiveRate())
                    * (points.get(i).truePositiveRate() + points.get(i - 1).truePositiveRate())
                    / 2;
        }
        assertThat(area).isCloseTo(ranking.measures().auc(), within(0.002));
        assertThat(points.get(points.size() - 1).selected()).isEqualTo(5000);
    }
}
