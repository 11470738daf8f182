package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BiasTest {
    @Test
    void correlatesRanksNotNumbers() {
        RankCorrelation correlation =
                RankCorrelation.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 10, 100, 1e4, 1e9});
        assertThat(correlation.rho()).isCloseTo(1, within(1e-12));
        // one pair exchanged: 1 - 6 * 2 / (5 * 24)
        assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 3, 4, 5})
                        .rho())
                .isCloseTo(0.9, within(1e-12));
    }

    @Test
    void leavesOutObjectsWithoutTheProperty() {
        RankCorrelation correlation = RankCorrelation.of(new double[] {1, 2, 3, 4}, new double[] {4, Double.NaN, 3, 2});
        assertThat(correlation.objects()).isEqualTo(3);
        assertThat(correlation.rho()).isCloseTo(-1, within(1e-12));
        assertThat(correlation.low()).isEqualTo(-1);
        assertThat(correlation.high()).isEqualTo(1);
    }

    @Test
    void aPropertyThatNeverVariesCorrelatesWithNothing() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {7, 7, 7})
                        .rho())
                .isZero();
    }

    @Test
    void narrowsWithTheNumberOfObjects() {
        double[] x = IntStream.range(0, 103).asDoubleStream().toArray();
        double[] y = IntStream.range(0, 103).mapToDouble(i -> i % 10).toArray();
        RankCorrelation correlation = RankCorrelation.of(x, y);
        // tanh(atanh(rho) ± 1.96 sqrt(1.06 / 100)), at rho near 0 about ± 0.2
        assertThat(correlation.high() - correlation.low()).isCloseTo(2 * 1.96 * Math.sqrt(0.0106), within(0.01));
    }

    @Test
    void comparesTheTopWithTheRest() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(i -> String.format("%02d", i)).toList();
        ScoreColumns scores = new ScoreColumns(ids);
        scores.put("score", IntStream.range(0, 30).mapToDouble(i -> -i).toArray());
        ScoreColumns properties = new ScoreColumns(ids);
        double[] sizes = IntStream.range(0, 30)
                .mapToDouble(i -> i < 3 ? 5 : i == 3 ? Double.NaN : 1)
                .toArray();
        properties.put("size", sizes);
        properties.put("place", IntStream.range(0, 30).asDoubleStream().toArray());
        List<Bias> biases = Bias.all(scores, properties);
        assertThat(biases.get(0).topMean()).isEqualTo(5);
        assertThat(biases.get(0).restMean()).isEqualTo(1);
        assertThat(biases.get(0).correlation()).isEqualTo(RankCorrelation.of(scores.column("score"), sizes));
        assertThat(biases.get(0).correlation().objects()).isEqualTo(29);
        assertThat(biases.get(1).correlation().rho()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void theMatchedTopHoldsTheBestOfEveryCell() {
        // 4,000 objects; the bright half scores high, within each half the anomalies lead
        int n = 4000;
        double[] brightness = new double[n];
        double[] size = new double[n];
        double[] scores = new double[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            brightness[i] = i;
            size[i] = (i * 37) % 1000;
            positive[i] = i % 40 == 0;
            scores[i] = (i >= n / 2 ? 10 : 0) + (positive[i] ? 1 : 0);
        }
        LabeledObjects objects = new LabeledObjects(
                IntStream.range(0, n).mapToObj(i -> String.format("%04d", i)).toList(), positive);
        SurveyCells cells = new SurveyCells(brightness, size);
        MatchedTop matched = MatchedTop.of("score", objects, scores, cells);
        // unmatched, the first 100 are the 50 bright anomalies and 50 bright others
        assertThat(new Ranking("score", objects, scores).precisionAt(100)).isEqualTo(0.5);
        double[] above = cells.shareAbove(scores);
        long faint = IntStream.range(0, n / 2).filter(i -> above[i] < 0.02).count();
        assertThat(faint).isEqualTo(50);
        assertThat(matched.recall()).isBetween(0.3, 1.0);
        assertThat(matched.precision()).isCloseTo(matched.recall(), within(1e-12)); // 100 positives, 100 drawn
    }

    @Test
    void fewObjectsAreOneCell() {
        SurveyCells cells = new SurveyCells(new double[] {1, Double.NaN, 3}, new double[] {1, 2, Double.NaN});
        assertThat(cells.shareAbove(new double[] {5, 9, 7}))
                .containsExactly(new double[] {2.5 / 3, 0.5 / 3, 1.5 / 3}, within(1e-12));
    }

    @Test
    void takesOutScoresThatSomeObjectsLack() {
        ScoreColumns scores = new ScoreColumns(List.of("a", "b"));
        scores.put("whole", new double[] {1, 2});
        scores.put("holey", new double[] {1, Double.NaN});
        scores.put("none", id -> Double.NaN);
        assertThat(scores.removeIncomplete())
                .containsExactly(
                        "holey is left out: 1 of 2 objects have no number, the first b",
                        "no object has a number for none");
        assertThat(scores.names()).containsExactly("whole");
    }
}
