package org.galaxyvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.sky.CounterRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void spansAboutTwoStandardErrorsEachSide() {
        Ranking ranking = shifted(1000, 1.0);
        Bootstrap.Interval interval =
                new Bootstrap(1000, 1).aucIntervals(List.of(ranking)).get(0);
        // Hanley and McNeil (1982): the standard error of the AUC
        double auc = ranking.auc();
        int positives = ranking.objects().positives();
        int negatives = 1000 - positives;
        double q1 = auc / (2 - auc);
        double q2 = 2 * auc * auc / (1 + auc);
        double error =
                Math.sqrt((auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc))
                        / ((double) positives * negatives));
        assertThat(interval.low()).isCloseTo(auc - 1.96 * error, within(0.4 * error));
        assertThat(interval.high()).isCloseTo(auc + 1.96 * error, within(0.4 * error));
    }

    @Test
    void equalSeedsGiveEqualIntervalsAndOthersOthers() {
        List<Ranking> rankings = List.of(shifted(200, 0.5));
        assertThat(new Bootstrap(50, 1).aucIntervals(rankings)).isEqualTo(new Bootstrap(50, 1).aucIntervals(rankings));
        assertThat(new Bootstrap(50, 1).aucIntervals(rankings))
                .isNotEqualTo(new Bootstrap(50, 2).aucIntervals(rankings));
    }

    @Test
    void skipsResamplesWithoutAPositive() {
        Ranking ranking = RankingTest.ranking(new boolean[] {true, false, false, false}, 4, 3, 2, 1);
        assertThat(new Bootstrap(200, 1).aucIntervals(List.of(ranking))).containsExactly(new Bootstrap.Interval(1, 1));
    }

    /** A fifth of the objects are positive and stand so many standard deviations higher. */
    private static Ranking shifted(int objects, double shift) {
        CounterRandom random = CounterRandom.of(3, "test", 0, "");
        boolean[] positive = new boolean[objects];
        double[] scores = new double[objects];
        for (int i = 0; i < objects; i++) {
            positive[i] = i % 5 == 0;
            scores[i] = random.nextGaussian() + (positive[i] ? shift : 0);
        }
        return RankingTest.ranking(positive, scores);
    }
}
