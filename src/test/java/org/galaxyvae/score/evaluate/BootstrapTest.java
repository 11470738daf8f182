package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Interval UNKNOWN = new Interval(0, 1);

    @Test
    void spansAboutTwoStandardErrorsEachSide() {
        Ranking ranking = shifted(1000, 1.0);
        Interval interval =
                Interval.of(resampled(new Bootstrap(1000, 1, 1), ranking).auc(), UNKNOWN);
        // Hanley and McNeil (1982): the standard error of the AUC
        double auc = ranking.measures().auc();
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
    void equalSeedsGiveEqualNumbersAndOthersOthers() {
        Ranking ranking = shifted(200, 0.5);
        double[] once = resampled(new Bootstrap(50, 1, 1), ranking).auc();
        assertThat(resampled(new Bootstrap(50, 1, 1), ranking).auc()).isEqualTo(once);
        assertThat(resampled(new Bootstrap(50, 1, 2), ranking).auc()).isNotEqualTo(once);
    }

    @Test
    void skipsResamplesWithoutAPositive() {
        Ranking ranking = RankingTest.ranking(new boolean[] {true, false, false, false}, 4, 3, 2, 1);
        double[] aucs = resampled(new Bootstrap(200, 1, 1), ranking).auc();
        assertThat(Arrays.stream(aucs).filter(Double::isNaN).count()).isBetween(30L, 100L); // (3/4)^4 of 200 is 63
        assertThat(Interval.of(aucs, UNKNOWN)).isEqualTo(new Interval(1, 1));
        assertThat(Interval.of(new double[] {Double.NaN}, UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void drawsNeighborsTogether() {
        // every pair holds a positive above its negative, so no resample of pairs is without a class
        Ranking ranking = RankingTest.ranking(new boolean[] {true, false, true, false}, 4, 3, 2, 1);
        double[] aucs = resampled(new Bootstrap(100, 2, 1), ranking).auc();
        // both pairs: 3 of 4; one pair twice: 4 of 4
        assertThat(aucs).containsOnly(0.75, 1.0);
    }

    private static Bootstrap.Resampled resampled(Bootstrap bootstrap, Ranking ranking) {
        return Objects.requireNonNull(bootstrap.of(List.of(ranking)).get(ranking.name()));
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
