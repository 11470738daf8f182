package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 700 objects, anomaly_score falling with the id: the first eight are positive, and the last. */
class ScoreQualityTest {
    private static final boolean[] POSITIVE = flags();
    private static final double[] FALLING =
            IntStream.range(0, 700).mapToDouble(i -> -i).toArray();
    private static final LabeledObjects OBJECTS = new LabeledObjects(
            IntStream.range(0, 700).mapToObj(i -> String.format("%03d", i)).toList(), POSITIVE);

    @Test
    void roundsTheCutsUpInWholeNumbers() {
        ScoreQuality quality = measured().scores().get(0);
        // 1% of 700 objects is 7, not 8
        assertThat(quality.precisionAt1Percent()).isEqualTo(1);
        assertThat(quality.recallAt1Percent()).isEqualTo(7.0 / 9);
        assertThat(quality.precisionAt5Percent()).isEqualTo(8.0 / 35);
        assertThat(quality.recallAt5Percent()).isEqualTo(8.0 / 9);
        assertThat(quality.precisionAt100()).isEqualTo(0.08);
        assertThat(quality.recallAt100()).isEqualTo(8.0 / 9);
        assertThat(quality.recallAt100Low()).isBetween(0.5, 8.0 / 9);
        assertThat(quality.recallAt100High()).isEqualTo(1);
        // eight at precision 1, the ninth at 9 of 700
        assertThat(quality.averagePrecision()).isCloseTo((8 + 9.0 / 700) / 9, within(1e-12));
        assertThat(quality.averagePrecisionLow()).isLessThan(quality.averagePrecision());
    }

    @Test
    void keepsTheOrderOfTheScoresAndMirrorsAReversedOne() {
        PositivesQuality both = measured();
        assertThat(both.scores()).extracting(ScoreQuality::name).containsExactly("anomaly_score", "rising", "same");
        assertThat(both.scores().get(0).auc() + both.scores().get(1).auc()).isCloseTo(1, within(1e-12));
        assertThat(both.scores().get(0).aucLow())
                .isLessThan(both.scores().get(0).auc());
    }

    @Test
    void comparesEachScoreWithTheFirst() {
        List<ScoreComparison> comparisons = measured().comparisons();
        assertThat(comparisons).extracting(ScoreComparison::score).containsExactly("rising", "same");
        // 8 of 9 positives above all negatives, and the reverse
        ScoreComparison.Difference rising = comparisons.get(0).auc();
        assertThat(rising.difference()).isCloseTo(1.0 / 9 - 8.0 / 9, within(1e-12));
        assertThat(rising.low()).isLessThan(rising.difference());
        assertThat(rising.high()).isGreaterThan(rising.difference());
        assertThat(rising.p()).isBetween(2.0 / 201, 0.05);
        assertThat(comparisons.get(1).auc()).isEqualTo(new ScoreComparison.Difference(0, 0, 0, 1));
        assertThat(comparisons.get(1).averagePrecision().p()).isEqualTo(1);
    }

    @Test
    void takesTwiceTheRarerSideAsTheProbability() {
        // of five differences one is below zero: 2 (1 + 1) / 6
        ScoreComparison.Difference difference = ScoreComparison.Difference.of(
                0.7, 0.6, new double[] {0.7, 0.8, 0.9, 0.5, 0.8}, new double[] {0.6, 0.6, 0.6, 0.6, 0.6});
        assertThat(difference.p()).isCloseTo(4.0 / 6, within(1e-12));
        // a resample without a class says nothing
        assertThat(ScoreComparison.Difference.of(
                                0.7, 0.6, new double[] {Double.NaN, 0.8}, new double[] {Double.NaN, 0.6})
                        .p())
                .isEqualTo(1);
    }

    private static PositivesQuality measured() {
        return PositivesQuality.of(
                "all",
                List.of(
                        new Ranking("anomaly_score", OBJECTS, FALLING),
                        new Ranking(
                                "rising",
                                OBJECTS,
                                IntStream.range(0, 700).asDoubleStream().toArray()),
                        new Ranking("same", OBJECTS, FALLING)),
                200,
                1);
    }

    private static boolean[] flags() {
        boolean[] flags = new boolean[700];
        for (int i = 0; i < 8; i++) {
            flags[i] = true;
        }
        flags[699] = true;
        return flags;
    }
}
