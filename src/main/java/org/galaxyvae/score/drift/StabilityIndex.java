package org.galaxyvae.score.drift;

import java.util.Arrays;

/**
 * The population stability index (Siddiqi 2006, chapter 8): {@code sum over bins of (q - p) ln(q / p)} of the shares p of a
 * reference and q of a recent sample, which is the symmetric divergence of Jeffreys (1946), nats. 0 where the shares are equal,
 * and without change about {@code (bins - 1) (1 / n + 1 / m)} for n and m objects (Yurdakul and Naranjo 2020).
 */
final class StabilityIndex {
    /** What every bin is given beside its objects (after Jeffreys 1946), so that an empty one does not make the index infinite. */
    private static final double PRIOR = 0.5;

    private StabilityIndex() {}

    /**
     * The index over the bins that a sample reaches.
     *
     * @param reference finite, ascending, at least one
     * @param recent finite, ascending, at least one
     * @param bins quantiles of the reference, at least 2; fewer where its values repeat
     * @return at least 0
     */
    static double of(double[] reference, double[] recent, int bins) {
        double[] edges = edges(reference, bins);
        long[] before = counts(reference, edges);
        long[] now = counts(recent, edges);
        int reached = 0;
        for (int i = 0; i < before.length; i++) {
            reached += before[i] + now[i] > 0 ? 1 : 0;
        }
        double index = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] + now[i] > 0) {
                double p = (before[i] + PRIOR) / (reference.length + PRIOR * reached);
                double q = (now[i] + PRIOR) / (recent.length + PRIOR * reached);
                index += (q - p) * Math.log(q / p);
            }
        }
        return index;
    }

    /**
     * The upper ends of all bins but the last, ascending and distinct; an end belongs to the bin below. Of a heap of equal values
     * at the reference's lower end what lies below is kept apart, as what lies above is by itself.
     */
    static double[] edges(double[] reference, int bins) {
        double[] edges = new double[bins];
        int found = 0;
        for (int i = 1; i < bins; i++) {
            int at = (int) Math.min(reference.length - 1, Math.max(0, (long) i * reference.length / bins - 1));
            double edge = reference[at];
            if (found == 0 && edge == reference[0]) {
                edges[found++] = Math.nextDown(edge);
            }
            if (found == 0 || edge > edges[found - 1]) {
                edges[found++] = edge;
            }
        }
        return Arrays.copyOf(edges, found);
    }

    private static long[] counts(double[] sorted, double[] edges) {
        long[] counts = new long[edges.length + 1];
        int bin = 0;
        for (double value : sorted) {
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }
}
