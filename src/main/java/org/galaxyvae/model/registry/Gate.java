package org.galaxyvae.model.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a model is as good as the one in production, by what {@code evaluate} left in the tables.
 *
 * @param comparisons every measure that both have of the same objects
 * @param refusals why the model may not be promoted, one line each; empty where it may
 */
record Gate(List<ModelComparison> comparisons, List<String> refusals) {
    Gate {
        comparisons = List.copyOf(comparisons);
        refusals = List.copyOf(refusals);
    }

    /**
     * Compares the newest measurements that both have of the same objects: injected anomalies, which both must have, and
     * every question about labels that either was asked.
     *
     * @param measurements of all models, the newest first
     * @param tolerance by how much each measure may be worse
     */
    static Gate of(List<ModelMeasurement> measurements, String modelId, String productionId, double tolerance) {
        Set<String> questions = new LinkedHashSet<>(List.of(ModelMeasurement.INJECTED));
        measurements.stream()
                .filter(one -> one.modelId().equals(modelId) || one.modelId().equals(productionId))
                .forEach(one -> questions.add(one.question()));
        List<ModelComparison> comparisons = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (String question : questions) {
            List<ModelMeasurement> mine = of(measurements, question, modelId);
            List<ModelMeasurement> standing = of(measurements, question, productionId);
            if (mine.isEmpty()) {
                refusals.add(unmeasured(question, modelId));
            }
            if (standing.isEmpty()) {
                refusals.add(unmeasured(question, productionId));
            }
            if (mine.isEmpty() || standing.isEmpty()) {
                continue;
            }
            List<ModelComparison> found = newest(mine, standing);
            if (found.isEmpty()) {
                refusals.add("Model " + modelId + " was measured on "
                        + mine.get(0).objects() + ", the production model "
                        + productionId + " on " + standing.get(0).objects() + ", not on the same; galaxy-vae evaluate "
                        + question + " --model " + modelId + " and with --model " + productionId + " measures both");
            }
            comparisons.addAll(found);
        }
        comparisons.stream()
                .filter(comparison -> comparison.isWorse(tolerance))
                .forEach(comparison -> refusals.add("Model " + modelId + " is worse than the production model "
                        + productionId + " by more than the tolerance " + tolerance + ": " + comparison));
        return new Gate(comparisons, refusals);
    }

    private static String unmeasured(String question, String modelId) {
        String file =
                question.equals(ModelMeasurement.INJECTED) ? "" : " (and --labels FILE where the labels were a file)";
        return "Model " + modelId + " was not measured; galaxy-vae evaluate " + question + " --model " + modelId
                + " does it" + file;
    }

    private static List<ModelMeasurement> of(List<ModelMeasurement> measurements, String question, String modelId) {
        return measurements.stream()
                .filter(one -> one.question().equals(question) && one.modelId().equals(modelId))
                .toList();
    }

    /** Of the newest measurement for which the other has one on the same objects, with the newest of those. */
    private static List<ModelComparison> newest(List<ModelMeasurement> mine, List<ModelMeasurement> standing) {
        for (ModelMeasurement one : mine) {
            for (ModelMeasurement other : standing) {
                if (one.comparableWith(other)) {
                    List<ModelComparison> comparisons = new ArrayList<>();
                    one.measures()
                            .forEach((name, value) -> comparisons.add(new ModelComparison(
                                    one.question(),
                                    one.objects(),
                                    name,
                                    other.measures().getOrDefault(name, Double.NaN),
                                    value)));
                    return comparisons;
                }
            }
        }
        return List.of();
    }
}
