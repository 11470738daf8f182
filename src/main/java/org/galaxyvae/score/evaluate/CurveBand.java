package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pointwise 95% intervals along a curve, from resampled objects; each list has one for each of the curve's points. Both are functions
 * of a rate: points of one rate have one interval. Inside a group of equal scores the curve is a straight line, as its area has it.
 *
 * @param truePositiveRate of the highest true positive rate at the point's false positive rate
 * @param precision of the precision where the point's recall is first reached
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
        LabeledObjects objects = rankings.get(0).objects();
        List<Walked> walked =
                rankings.stream().map(ranking -> Walked.empty(resamples)).toList();
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            int[] times = bootstrap.times(objects.size(), resample);
            long positives = 0;
            for (int i = 0; i < times.length; i++) {
                positives += objects.isPositive(i) ? times[i] : 0;
            }
            long negatives = Arrays.stream(times).sum() - positives;
            for (int i = 0; i < walked.size(); i++) {
                List<Curve.Point> points = curves.get(i).points();
                double[] rates = new double[points.size()];
                double[] precisions = new double[points.size()];
                if (positives == 0 || negatives == 0) {
                    Arrays.fill(rates, Double.NaN);
                    Arrays.fill(precisions, Double.NaN);
                } else {
                    walk(rankings.get(i), points, times, positives, negatives, rates, precisions);
                }
                walked.get(i).truePositiveRate()[resample] = rates;
                walked.get(i).precision()[resample] = precisions;
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
    private static void walk(
            Ranking ranking,
            List<Curve.Point> points,
            int[] times,
            long positives,
            long negatives,
            double[] rates,
            double[] precisions) {
        long found = 0;
        long wrong = 0;
        long foundBefore = 0; // the group of equal scores
        long wrongBefore = 0;
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
            for (; nextRate < rates.length; nextRate++) {
                double wanted = points.get(nextRate).falsePositiveRate() * negatives;
                if (wanted >= wrong) {
                    break;
                }
                double share = (wanted - wrongBefore) / (wrong - wrongBefore);
                rates[nextRate] = (foundBefore + share * (found - foundBefore)) / positives;
            }
            for (; nextPrecision < precisions.length; nextPrecision++) {
                double wanted = points.get(nextPrecision).truePositiveRate() * positives;
                if (wanted > found) {
                    break;
                }
                double share = wanted > foundBefore ? (wanted - foundBefore) / (found - foundBefore) : 1;
                double right = foundBefore + share * (found - foundBefore);
                precisions[nextPrecision] = right / (right + wrongBefore + share * (wrong - wrongBefore));
            }
            foundBefore = found;
            wrongBefore = wrong;
        }
        Arrays.fill(rates, nextRate, rates.length, 1);
    }
}
