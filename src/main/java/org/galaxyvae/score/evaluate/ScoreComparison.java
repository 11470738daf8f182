package org.galaxyvae.score.evaluate;

import java.util.Arrays;

/**
 * How much better one score is than another on the same objects, by a paired bootstrap.
 *
 * @param score the one
 * @param against the other
 * @param auc of the one minus the other's
 * @param averagePrecision likewise
 */
record ScoreComparison(String score, String against, Difference auc, Difference averagePrecision) {
    /**
     * A difference with its 95% interval over the resamples.
     *
     * @param p two-sided: twice the share of the resamples on the rarer side of zero, where zero counts on both (after Davison
     *     and Hinkley 1997, section 4.2.2: the difference itself counts as one resample, so it is never 0), at most 1
     */
    public record Difference(double difference, double low, double high, double p) {
        private static final Interval UNKNOWN = new Interval(-1, 1);

        static Difference of(double one, double other, double[] ones, double[] others) {
            double[] differences = new double[ones.length];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = ones[i] - others[i];
            }
            Interval interval = Interval.of(differences, UNKNOWN);
            double[] known = Interval.known(differences);
            long below = Arrays.stream(known).filter(value -> value <= 0).count();
            long above = Arrays.stream(known).filter(value -> value >= 0).count();
            double p = Math.min(1, 2.0 * (1 + Math.min(below, above)) / (known.length + 1));
            return new Difference(one - other, interval.low(), interval.high(), p);
        }
    }

    static ScoreComparison of(Ranking one, Ranking other, Bootstrap.Resampled ones, Bootstrap.Resampled others) {
        Ranking.Measures measures = one.measures();
        Ranking.Measures against = other.measures();
        return new ScoreComparison(
                one.name(),
                other.name(),
                Difference.of(measures.auc(), against.auc(), ones.auc(), others.auc()),
                Difference.of(
                        measures.averagePrecision(),
                        against.averagePrecision(),
                        ones.averagePrecision(),
                        others.averagePrecision()));
    }
}
