package org.galaxyvae.score.evaluate;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured: against labels, on injected anomalies, or both.
 *
 * @param modelId the model, or null for production
 * @param labels a file with ids and labels, or null for the catalog
 * @param labelColumn column of the file or of {@code catalog}; null where nothing is measured against labels
 * @param positive its values that are to be found; every other value is a negative, an object without one is left out
 * @param split {@code test}: labeled objects that nothing was fitted on; {@code untrained}: those that were not trained on;
 *     {@code all}
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
    static final String ALL = "all";

    private static final String UNTRAINED = "untrained";

    /** Which labeled objects count. */
    private static final List<String> SPLITS = List.of("test", UNTRAINED, ALL);

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

    /** The columns of {@code scores} that leave an object out, or would. */
    List<String> fittedOn() {
        return split.equals(UNTRAINED) ? List.of("trained_on") : List.of("trained_on", "calibrated_on");
    }

    /** How objects were fitted on that are left out, for texts. */
    String fittedHow() {
        return split.equals(UNTRAINED) ? "trained on" : "trained on or calibrated with";
    }

    /** Against a column of the catalog. */
    public static EvaluateRequest byCatalog(
            @Nullable String modelId, String labelColumn, List<String> positive, String split) {
        return new EvaluateRequest(modelId, null, labelColumn, positive, split, false, null);
    }
}
