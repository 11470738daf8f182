package org.galaxyvae.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.vocabulary.ModelStage;

/**
 * What a refit made.
 *
 * @param stage {@code candidate}, or {@code production} where the workspace has none
 * @param networkOf the model whose network it has
 * @param members of the anomaly score
 * @param smallestPValue no object can be rarer than that
 * @param tailFitP how well the Pareto tail fits the calibration scores; NaN where there are too few
 */
public record RefitSummary(
        String modelId,
        ModelStage stage,
        String networkOf,
        List<String> members,
        int calibrationObjects,
        @JsonProperty("smallest_p_value") double smallestPValue,
        @JsonProperty("tail_fit_p") double tailFitP)
        implements Summary {
    public RefitSummary {
        members = List.copyOf(members);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId + " (" + stage + "), the network of " + networkOf);
        lines.add("score of " + String.join(", ", members));
        lines.add(String.format(
                Locale.ROOT,
                "p-values from %,d calibration galaxies, none below %.2g; test of the tail's fit: p = %.2f",
                calibrationObjects,
                smallestPValue,
                tailFitP));
        return lines;
    }
}
