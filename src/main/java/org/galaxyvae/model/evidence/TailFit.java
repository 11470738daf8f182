package org.galaxyvae.model.evidence;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Whether excesses may come from the generalized Pareto distribution fitted to them: the Anderson and Darling statistic (as
 * Choulakian and Stephens 2001 use it for this distribution), its p-value by the parametric bootstrap (Stute, Gonzáles
 * Manteiga and Presedo Quindimil 1993): samples of the fitted distribution are fitted and measured in the same way.
 */
final class TailFit {
    private static final int SAMPLES = 499;
    private static final int FEWEST = 10;

    private TailFit() {}

    /**
     * The p-value; small where the distribution does not fit.
     *
     * @param excesses over the threshold, ascending, positive
     * @return NaN for fewer than 10 excesses
     */
    static double pValue(double[] excesses, long seed) {
        if (excesses.length < FEWEST) {
            return Double.NaN;
        }
        Pareto fitted = Pareto.fit(excesses);
        double found = statistic(excesses, fitted);
        int above = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            CounterRandom random = CounterRandom.of(seed, "tail fit", sample, "");
            double[] drawn = new double[excesses.length];
            Arrays.setAll(drawn, i -> fitted.quantile(random.nextDouble()));
            Arrays.sort(drawn);
            above += statistic(drawn, Pareto.fit(drawn)) >= found ? 1 : 0;
        }
        return (1.0 + above) / (SAMPLES + 1.0);
    }

    /** A² = -n - 1/n Σ (2i - 1) (ln u_i + ln(1 - u_(n+1-i))), u ascending. */
    private static double statistic(double[] sorted, Pareto pareto) {
        int n = sorted.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double depth = pareto.depth(sorted[i]);
            double opposite = pareto.depth(sorted[n - 1 - i]);
            // ln(1 - exp(-depth)); an excess of exactly nothing would be infinitely unlikely
            double logBelow = Math.log(-Math.expm1(-Math.max(depth, 1e-300)));
            sum += (2 * i + 1) * (logBelow - opposite);
        }
        return -n - sum / n;
    }
}
