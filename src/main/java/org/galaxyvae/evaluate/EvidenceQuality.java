package org.galaxyvae.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How well one evidence puts the positives first.
 *
 * <p>The cuts are the first 1% and 5% of the objects, rounded up, and the first 100 (all, where there are fewer); equal scores
 * stand in the order of their ids.
 *
 * @param name column of {@code scores}
 * @param auc area under the ROC curve, 0.5 for chance
 * @param aucLow lower end of its 95% bootstrap interval
 * @param aucHigh upper end
 * @param averagePrecision area under the precision-recall steps; the share of positives for chance
 */
public record EvidenceQuality(
        String name,
        double auc,
        double aucLow,
        double aucHigh,
        double averagePrecision,
        @JsonProperty("precision_at_1_percent") double precisionAt1Percent,
        @JsonProperty("recall_at_1_percent") double recallAt1Percent,
        @JsonProperty("precision_at_5_percent") double precisionAt5Percent,
        @JsonProperty("recall_at_5_percent") double recallAt5Percent,
        @JsonProperty("precision_at_100") double precisionAt100,
        @JsonProperty("recall_at_100") double recallAt100) {

    /**
     * Measures several evidences on the same objects.
     *
     * @param evidences name and scores (one an object, in the objects' order), in the order wanted
     * @param resamples bootstrap resamples behind each interval
     * @throws IllegalArgumentException where a score is NaN
     */
    public static List<EvidenceQuality> measure(
            LabeledObjects objects, Map<String, double[]> evidences, int resamples, long seed) {
        List<Ranking> rankings = new ArrayList<>();
        evidences.forEach((name, scores) -> rankings.add(new Ranking(name, objects, scores)));
        List<Bootstrap.Interval> intervals = new Bootstrap(resamples, seed).aucIntervals(rankings);
        List<EvidenceQuality> qualities = new ArrayList<>();
        for (int i = 0; i < rankings.size(); i++) {
            qualities.add(of(rankings.get(i), intervals.get(i)));
        }
        return qualities;
    }

    private static EvidenceQuality of(Ranking ranking, Bootstrap.Interval interval) {
        int onePercent = percent(ranking.objects().size(), 1);
        int fivePercent = percent(ranking.objects().size(), 5);
        return new EvidenceQuality(
                ranking.name(),
                ranking.auc(),
                interval.low(),
                interval.high(),
                ranking.averagePrecision(),
                ranking.precisionAt(onePercent),
                ranking.recallAt(onePercent),
                ranking.precisionAt(fivePercent),
                ranking.recallAt(fivePercent),
                ranking.precisionAt(100),
                ranking.recallAt(100));
    }

    /** Rounded up in whole numbers: 0.01 * 700 is a little above 7 in doubles. */
    private static int percent(int objects, int percent) {
        return (int) (((long) objects * percent + 99) / 100);
    }
}
