package org.galaxyvae.score.drift;

import java.util.Arrays;
import org.galaxyvae.base.config.Settings;

/**
 * One quantity of a recent sample against a reference; values that are no finite number are left out.
 *
 * @param recent objects of the recent sample
 * @param objects of the reference
 * @param psi {@link StabilityIndex}; this and the next four are NaN where a sample has fewer than two objects
 * @param ks {@link Distance}, as {@code ksP}
 */
record Shift(
        Quantity quantity,
        long recent,
        long objects,
        double psi,
        double ks,
        double ksP,
        double referenceMean,
        double recentMean,
        StabilityVerdict verdict) {

    /** Compares; the arrays are left as they are. */
    static Shift of(Quantity quantity, double[] reference, double[] recent, Settings.Drift rules) {
        double[] before = finite(reference);
        double[] now = finite(recent);
        if (before.length < 2 || now.length < 2) {
            return new Shift(
                    quantity,
                    now.length,
                    before.length,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    StabilityVerdict.TOO_FEW);
        }
        double psi = StabilityIndex.of(before, now, rules.bins());
        Distance distance = Distance.of(before, now);
        boolean few = Math.min(before.length, now.length) < rules.minObjects();
        return new Shift(
                quantity,
                now.length,
                before.length,
                psi,
                distance.ks(),
                distance.p(),
                mean(before),
                mean(now),
                few ? StabilityVerdict.TOO_FEW : StabilityVerdict.of(psi));
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
