package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * What rankings measure on resampled objects (Efron 1979).
 *
 * <p>Objects are drawn whatever their class, since the number of positives in a survey is chance too; a resample that misses
 * a class has no measures. All rankings see the same resamples, so their intervals compare and their differences pair.
 *
 * @param resamples how many
 * @param copies so many neighbors in the order of the objects are drawn together: 2 where an image stands beside its control
 * @param seed equal seeds and objects give equal numbers
 */
record Bootstrap(int resamples, int copies, long seed) {
    /**
     * One ranking's measures by resample; NaN where a class is missing.
     *
     * @param recall of the first 100
     */
    record Resampled(double[] auc, double[] averagePrecision, double[] recall) {}

    /** By the rankings' names; all must rank the same objects. Resamples run on all cores, and never differ for it. */
    Map<String, Resampled> of(List<Ranking> rankings) {
        int objects = rankings.get(0).objects().size();
        Map<String, Resampled> resampled = new LinkedHashMap<>();
        List<Resampled> all = new ArrayList<>();
        for (Ranking ranking : rankings) {
            Resampled one = new Resampled(new double[resamples], new double[resamples], new double[resamples]);
            resampled.put(ranking.name(), one);
            all.add(one);
        }
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            int[] times = times(objects, resample);
            for (int i = 0; i < all.size(); i++) {
                Ranking.Measures measures = rankings.get(i).measures(times);
                all.get(i).auc()[resample] = measures.auc();
                all.get(i).averagePrecision()[resample] = measures.averagePrecision();
                all.get(i).recall()[resample] = measures.recallAtCut();
            }
        });
        return resampled;
    }

    /** How often each object counts in a resample, in the order of the objects. */
    int[] times(int objects, int resample) {
        CounterRandom random = CounterRandom.of(seed, "bootstrap", resample, "");
        int[] times = new int[objects];
        int draws = objects / copies;
        for (int i = 0; i < draws; i++) {
            int drawn = random.nextInt(draws) * copies;
            for (int copy = 0; copy < copies; copy++) {
                times[drawn + copy]++;
            }
        }
        return times;
    }
}
