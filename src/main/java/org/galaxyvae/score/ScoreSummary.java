package org.galaxyvae.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;

/**
 * What a scoring did.
 *
 * @param scored galaxies in the ranking
 * @param computed those whose evidences were computed now; the others' are known from before
 * @param imagesPerS of the pass over the pixels
 * @param rankingS seconds of everything behind it: ranks, false discovery rates, tables, publishing
 * @param smallestPValue 1 / (calibration objects + 1): no object can be rarer than that
 * @param tailFitP of the test whether the Pareto tail behind p_tail fits; NaN where there are too few objects to tell
 */
public record ScoreSummary(
        String runId,
        String modelId,
        long scored,
        long computed,
        double imagesPerS,
        double rankingS,
        int calibrationObjects,
        @JsonProperty("smallest_p_value") double smallestPValue,
        @JsonProperty("tail_fit_p") double tailFitP,
        String published)
        implements Summary {
    @Override
    public List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "scored %,d galaxies, %,d of them anew, with model %s, %.0f images/s; ranked and published in %.0f s",
                        scored,
                        computed,
                        modelId,
                        imagesPerS,
                        rankingS),
                String.format(
                        Locale.ROOT,
                        "p-values from %,d calibration galaxies, none below %.2g; test of the tail's fit: p = %.2f",
                        calibrationObjects,
                        smallestPValue,
                        tailFitP),
                "published run " + runId + " in " + published);
    }
}
