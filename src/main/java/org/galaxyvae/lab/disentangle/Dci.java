package org.galaxyvae.lab.disentangle;

/**
 * Disentanglement and completeness (Eastwood and Williams 2018, section 2) of how much each unit counts in the prediction of each
 * factor.
 *
 * @param disentanglement 0 to 1: 1 where each unit counts for one factor alone; units by how much they count in all
 * @param completeness of each factor, 0 to 1: 1 where one unit alone counts for it
 */
record Dci(double disentanglement, double[] completeness) {
    /**
     * From importances.
     *
     * @param importance [unit][factor], not negative
     */
    static Dci of(double[][] importance) {
        int units = importance.length;
        int factors = importance[0].length;
        double total = 0;
        double weighted = 0;
        for (double[] unit : importance) {
            double sum = sum(unit);
            total += sum;
            weighted += sum * concentration(unit);
        }
        double[] completeness = new double[factors];
        for (int factor = 0; factor < factors; factor++) {
            double[] column = new double[units];
            for (int unit = 0; unit < units; unit++) {
                column[unit] = importance[unit][factor];
            }
            completeness[factor] = concentration(column);
        }
        return new Dci(total > 0 ? weighted / total : 0, completeness);
    }

    /** 1 minus the entropy of the shares, in units of the largest possible; 0 where all are 0, 1 of a single one. */
    static double concentration(double[] weights) {
        double sum = sum(weights);
        if (sum <= 0) {
            return 0;
        }
        double entropy = 0;
        for (double weight : weights) {
            double share = weight / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return weights.length < 2 ? 1 : 1 - entropy / Math.log(weights.length);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
