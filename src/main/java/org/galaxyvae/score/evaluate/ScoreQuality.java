package org.galaxyvae.score.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How well one score puts the positives first.
 *
 * <p>The cuts are the first 1% and 5% of the objects, rounded up, and the first 100 (all, where there are fewer); equal scores
 * stand in the order of their ids. Low and high are the ends of 95% bootstrap intervals.
 *
 * @param name column of {@code scores}, recipe or baseline
 * @param auc area under the ROC curve, 0.5 for chance
 * @param averagePrecision area under the precision-recall steps; the share of positives for chance
 */
public record ScoreQuality(
        String name,
        double auc,
        double aucLow,
        double aucHigh,
        double averagePrecision,
        double averagePrecisionLow,
        double averagePrecisionHigh,
        @JsonProperty("precision_at_1_percent") double precisionAt1Percent,
        @JsonProperty("recall_at_1_percent") double recallAt1Percent,
        @JsonProperty("precision_at_5_percent") double precisionAt5Percent,
        @JsonProperty("recall_at_5_percent") double recallAt5Percent,
        @JsonProperty("precision_at_100") double precisionAt100,
        @JsonProperty("recall_at_100") double recallAt100,
        @JsonProperty("recall_at_100_low") double recallAt100Low,
        @JsonProperty("recall_at_100_high") double recallAt100High) {
    private static final Interval UNKNOWN = new Interval(0, 1);

    static ScoreQuality of(Ranking ranking, Bootstrap.Resampled resampled) {
        int onePercent = percent(ranking.objects().size(), 1);
        int fivePercent = percent(ranking.objects().size(), 5);
        Ranking.Measures measures = ranking.measures();
        Interval auc = Interval.of(resampled.auc(), UNKNOWN);
        Interval averagePrecision = Interval.of(resampled.averagePrecision(), UNKNOWN);
        Interval recall = Interval.of(resampled.recall(), UNKNOWN);
        return new ScoreQuality(
                ranking.name(),
                measures.auc(),
                auc.low(),
                auc.high(),
                measures.averagePrecision(),
                averagePrecision.low(),
                averagePrecision.high(),
                ranking.precisionAt(onePercent),
                ranking.recallAt(onePercent),
                ranking.precisionAt(fivePercent),
                ranking.recallAt(fivePercent),
                ranking.precisionAt(Ranking.CUT),
                ranking.recallAt(Ranking.CUT),
                recall.low(),
                recall.high());
    }

    /** Rounded up in whole numbers: 0.01 * 700 is a little above 7 in doubles. */
    private static int percent(int objects, int percent) {
        return (int) (((long) objects * percent + 99) / 100);
    }
}
