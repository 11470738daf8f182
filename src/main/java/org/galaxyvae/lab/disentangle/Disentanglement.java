package org.galaxyvae.lab.disentangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param overall null where the factors are not known to be the whole truth
 * @param factors in the order of the request; none where overall is null
 * @param correlations Spearman's of each column with each unit
 */
record Disentanglement(@Nullable Overall overall, List<OfFactor> factors, List<Correlations> correlations) {
    /**
     * Means over factors, but of disentanglement, 0 to 1.
     *
     * @param dciInformativeness share of variance explained on objects that were not learned from, at most 1
     */
    public record Overall(
            double mig, double sap, double dciDisentanglement, double dciCompleteness, double dciInformativeness) {}

    /**
     * One factor.
     *
     * @param objects that have it
     * @param mig gap of mutual information, 0 to 1
     * @param sap gap of what lines explain, 0 to 1
     * @param dciCompleteness 0 to 1
     * @param dciInformativeness share of variance explained on objects that were not learned from, at most 1
     * @param bestUnit by mutual information
     */
    public record OfFactor(
            String factor,
            long objects,
            double mig,
            double sap,
            double dciCompleteness,
            double dciInformativeness,
            int bestUnit) {}

    /**
     * One column with every unit.
     *
     * @param column a factor, or cosine or sine of an angle's double
     * @param objects that have it
     * @param spearman by unit, -1 to 1
     */
    public record Correlations(String column, String factor, long objects, List<Double> spearman) {}
}
