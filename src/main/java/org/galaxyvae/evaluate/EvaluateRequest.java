package org.galaxyvae.evaluate;

import java.util.List;
import org.galaxyvae.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured: against labels, on injected anomalies, or both.
 *
 * @param modelId the model, or null for production
 * @param labels a file with ids and labels, or null for the catalog
 * @param labelColumn column of the file or of {@code catalog}; null where nothing is measured against labels
 * @param positive its values that are to be found; every other value is a negative, an object without one is left out
 * @param split {@code test}: labeled objects that nothing was fitted on; {@code all}
 * @param inject whether to measure on injected anomalies
 * @param out folder for the contact sheet of injected anomalies, or null for none
 */
public record EvaluateRequest(
        @Nullable String modelId,
        @Nullable String labels,
        @Nullable String labelColumn,
        List<String> positive,
        String split,
        boolean inject,
        @Nullable String out) {
    static final String TEST = "test";

    /** Which labeled objects count. */
    private static final List<String> SPLITS = List.of(TEST, "all");

    public EvaluateRequest {
        positive = positive.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (!SPLITS.contains(split)) {
            throw new RequestException("Invalid --split " + split + ", expected one of " + String.join(", ", SPLITS));
        }
        if (labelColumn == null && !inject) {
            throw new RequestException("Nothing to evaluate: expected --label-column with --positive, or --inject");
        }
        if (labelColumn == null && (labels != null || !positive.isEmpty())) {
            throw new RequestException("Cannot evaluate labels: expected --label-column as well");
        }
        if (labelColumn != null && positive.isEmpty()) {
            throw new RequestException("Invalid --positive: no value, expected values of " + labelColumn);
        }
        if (out != null && !inject) {
            throw new RequestException("Invalid --out: only --inject writes pictures, expected both");
        }
    }

    /** Against a column of the catalog. */
    public static EvaluateRequest byCatalog(
            @Nullable String modelId, String labelColumn, List<String> positive, String split) {
        return new EvaluateRequest(modelId, null, labelColumn, positive, split, false, null);
    }
}
