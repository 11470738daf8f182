package org.galaxyvae.lab.disentangle;

import java.util.List;

/** What a straight line from one column explains of another. */
final class LinearShare {
    private LinearShare() {}

    /** Pearson's correlation, -1 to 1; 0 where one never varies. */
    static double correlation(double[] x, double[] y) {
        double variances = covariance(x, x) * covariance(y, y);
        return variances > 0 ? covariance(x, y) / Math.sqrt(variances) : 0;
    }

    /** Share of the targets' variance, all together, that lines from x explain, 0 to 1. */
    static double explained(double[] x, List<Factor.Target> targets) {
        double variance = covariance(x, x);
        double explained = 0;
        double total = 0;
        for (Factor.Target target : targets) {
            double shared = covariance(x, target.values());
            explained += variance > 0 ? shared * shared / variance : 0;
            total += covariance(target.values(), target.values());
        }
        return total > 0 ? explained / total : 0;
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / x.length;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
