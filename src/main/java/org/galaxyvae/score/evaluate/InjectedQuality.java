package org.galaxyvae.score.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How well one score tells images with one injected anomaly from the same images without it.
 *
 * @param kind of the anomaly
 * @param strength {@code weak}, {@code medium} or {@code strong}
 * @param score its name
 * @param objects images with it, and as many without
 * @param auc the chance that an image with the anomaly scores above an untouched one, equal scores counting half
 * @param aucLow lower end of its 95% bootstrap interval over the objects, each drawn with its control
 * @param aucHigh upper end
 * @param recallAt1Percent share of the images with the anomaly above the score that 1% of the untouched ones exceed (rounded
 *     down: none where there are fewer than 100)
 * @param recallAt5Percent likewise for 5%
 */
public record InjectedQuality(
        String kind,
        String strength,
        String score,
        long objects,
        double auc,
        double aucLow,
        double aucHigh,
        @JsonProperty("recall_at_1_percent") double recallAt1Percent,
        @JsonProperty("recall_at_5_percent") double recallAt5Percent) {
    private static final Interval UNKNOWN = new Interval(0, 1);

    /**
     * Measures all scores on one kind and strength.
     *
     * @param names of the scores, in the order of the numbers
     * @param controls numbers of each untouched image, [object][score], no NaN
     * @param injected the same with the anomaly
     */
    static List<InjectedQuality> of(
            String kind,
            String strength,
            List<String> names,
            double[][] controls,
            double[][] injected,
            int resamples,
            long seed) {
        // an image and its control are neighbors, so that a resample draws both
        List<String> ids = new ArrayList<>();
        boolean[] positive = new boolean[2 * controls.length];
        for (int i = 0; i < controls.length; i++) {
            ids.add(String.format("%010d", 2 * i));
            ids.add(String.format("%010d", 2 * i + 1));
            positive[2 * i + 1] = true;
        }
        LabeledObjects objects = new LabeledObjects(ids, positive);
        List<Ranking> rankings = new ArrayList<>();
        for (int score = 0; score < names.size(); score++) {
            double[] both = new double[positive.length];
            for (int i = 0; i < controls.length; i++) {
                both[2 * i] = controls[i][score];
                both[2 * i + 1] = injected[i][score];
            }
            rankings.add(new Ranking(names.get(score), objects, both));
        }
        Map<String, Bootstrap.Resampled> resampled = new Bootstrap(resamples, 2, seed).of(rankings);
        List<InjectedQuality> qualities = new ArrayList<>();
        resampled.forEach((name, one) -> {
            int score = qualities.size();
            Interval interval = Interval.of(one.auc(), UNKNOWN);
            double[] untouched =
                    Arrays.stream(controls).mapToDouble(row -> row[score]).toArray();
            double[] touched =
                    Arrays.stream(injected).mapToDouble(row -> row[score]).toArray();
            qualities.add(new InjectedQuality(
                    kind,
                    strength,
                    name,
                    controls.length,
                    rankings.get(score).measures().auc(),
                    interval.low(),
                    interval.high(),
                    recall(untouched, touched, 1),
                    recall(untouched, touched, 5)));
        });
        return qualities;
    }

    /** The share above the score that so many percent of the untouched exceed. */
    static double recall(double[] untouched, double[] touched, int percent) {
        double[] descending = Arrays.stream(untouched)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double cut = descending[(int) ((long) untouched.length * percent / 100)];
        return (double) Arrays.stream(touched).filter(value -> value > cut).count() / touched.length;
    }
}
