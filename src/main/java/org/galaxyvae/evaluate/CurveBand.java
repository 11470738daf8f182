package org.galaxyvae.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pointwise 95% intervals along a curve, from resampled objects; each list has one for each of the curve's points.
 *
 * @param truePositiveRate of the true positive rate at the point's false positive rate
 * @param precision of the precision at the point's recall
 */
record CurveBand(List<Interval> truePositiveRate, List<Interval> precision) {
    /** Enough for 2.5% quantiles; a curve has hundreds of points, and a ranking is measured with dozens of others. */
    private static final int MOST_RESAMPLES = 1000;

    private static final Interval NOTHING_KNOWN = new Interval(0, 1);

    CurveBand {
        truePositiveRate = List.copyOf(truePositiveRate);
        precision = List.copyOf(precision);
    }

    /** [resample][point]; NaN where a resample misses a class. */
    private record Walked(double[][] truePositiveRate, double[][] precision) {
        static Walked empty(int resamples) {
            return new Walked(new double[resamples][], new double[resamples][]);
        }
    }

    /**
     * Of all curves, each of the ranking at its place in the list; all must rank the same objects.
     *
     * @param bootstrap draws the objects; more than 1,000 resamples count as so many
     */
    static List<CurveBand> of(List<Ranking> rankings, List<Curve> curves, Bootstrap bootstrap) {
        int resamples = Math.min(bootstrap.resamples(), MOST_RESAMPLES);
        int objects = rankings.get(0).objects().size();
        List<Walked> walked =
                rankings.stream().map(ranking -> Walked.empty(resamples)).toList();
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            int[] times = bootstrap.times(objects, resample);
            for (int i = 0; i < walked.size(); i++) {
                walk(rankings.get(i), curves.get(i).points(), times, walked.get(i), resample);
            }
        });
        List<CurveBand> bands = new ArrayList<>();
        for (int i = 0; i < walked.size(); i++) {
            int points = curves.get(i).points().size();
            bands.add(new CurveBand(
                    intervals(walked.get(i).truePositiveRate(), points),
                    intervals(walked.get(i).precision(), points)));
        }
        return bands;
    }

    private static List<Interval> intervals(double[][] resampled, int points) {
        return IntStream.range(0, points)
                .mapToObj(point -> Interval.of(
                        Arrays.stream(resampled).mapToDouble(one -> one[point]).toArray(), NOTHING_KNOWN))
                .toList();
    }

    /** Down the resampled order: both of the curve's axes only grow, so that its points are met one after the other. */
    private static void walk(Ranking ranking, List<Curve.Point> points, int[] times, Walked walked, int resample) {
        double[] rates = new double[points.size()];
        double[] precisions = new double[points.size()];
        walked.truePositiveRate()[resample] = rates;
        walked.precision()[resample] = precisions;
        long positives = 0;
        long negatives = 0;
        for (int i = 0; i < times.length; i++) {
            if (ranking.isPositiveAt(i)) {
                positives += ranking.timesAt(i, times);
            } else {
                negatives += ranking.timesAt(i, times);
            }
        }
        if (positives == 0 || negatives == 0) {
            Arrays.fill(rates, Double.NaN);
            Arrays.fill(precisions, Double.NaN);
            return;
        }
        long found = 0;
        long wrong = 0;
        double rate = 0;
        int nextRate = 0;
        int nextPrecision = 1;
        precisions[0] = 1; // where nothing is selected
        for (int i = 0; i < times.length; i++) {
            if (ranking.isPositiveAt(i)) {
                found += ranking.timesAt(i, times);
            } else {
                wrong += ranking.timesAt(i, times);
            }
            if (!ranking.endsTieAt(i) || found + wrong == 0) {
                continue;
            }
            double falsePositiveRate = (double) wrong / negatives;
            while (nextRate < rates.length && points.get(nextRate).falsePositiveRate() < falsePositiveRate) {
                rates[nextRate++] = rate;
            }
            rate = (double) found / positives;
            while (nextPrecision < precisions.length
                    && points.get(nextPrecision).truePositiveRate() <= rate) {
                precisions[nextPrecision++] = (double) found / (found + wrong);
            }
        }
        Arrays.fill(rates, nextRate, rates.length, 1);
    }
}
