package org.galaxyvae.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.sky.CounterRandom;

/**
 * 95% intervals of AUCs by the percentile bootstrap over objects (Efron 1979).
 *
 * <p>Objects are drawn whatever their class, since the number of positives in a survey is chance too; a resample that misses
 * a class has no AUC and is skipped. All rankings see the same resamples, so their intervals compare.
 *
 * @param resamples how many
 * @param seed equal seeds and objects give equal intervals
 */
record Bootstrap(int resamples, long seed) {
    /** An interval; [0, 1] says that nothing is known. */
    record Interval(double low, double high) {}

    /** One interval for each ranking; all must rank the same objects. */
    List<Interval> aucIntervals(List<Ranking> rankings) {
        int objects = rankings.get(0).objects().size();
        double[][] aucs = new double[rankings.size()][resamples];
        int kept = 0;
        for (int resample = 0; resample < resamples; resample++) {
            int[] times = draw(objects, resample);
            for (int i = 0; i < rankings.size(); i++) {
                aucs[i][kept] = rankings.get(i).auc(times);
            }
            kept += Double.isNaN(aucs[0][kept]) ? 0 : 1;
        }
        List<Interval> intervals = new ArrayList<>();
        for (double[] values : aucs) {
            double[] sorted = Arrays.copyOf(values, kept);
            Arrays.sort(sorted);
            intervals.add(kept == 0 ? new Interval(0, 1) : new Interval(at(sorted, 0.025), at(sorted, 0.975)));
        }
        return intervals;
    }

    private int[] draw(int objects, int resample) {
        CounterRandom random = CounterRandom.of(seed, "bootstrap", resample, "");
        int[] times = new int[objects];
        for (int i = 0; i < objects; i++) {
            times[random.nextInt(objects)]++;
        }
        return times;
    }

    /** The quantile of sorted values, linear between neighbors. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
