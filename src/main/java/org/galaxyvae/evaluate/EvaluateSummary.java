package org.galaxyvae.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.stage.Summary;

/**
 * What was measured.
 *
 * @param positive the label's values that count as positive
 * @param split {@code test} or {@code all}
 * @param trainedOn labeled objects that the model was trained on; left out of {@code test}
 * @param evidences for all positives together
 * @param classes one positive value each, the other positives left out
 */
public record EvaluateSummary(
        String modelId,
        String labelColumn,
        List<String> positive,
        String split,
        long positives,
        long negatives,
        @JsonProperty("trained_on") long trainedOn,
        List<EvidenceQuality> evidences,
        List<ClassQuality> classes)
        implements Summary {

    /** One positive value against all negatives. */
    public record ClassQuality(String name, long positives, List<EvidenceQuality> evidences) {
        public ClassQuality {
            evidences = List.copyOf(evidences);
        }
    }

    public EvaluateSummary {
        positive = List.copyOf(positive);
        evidences = List.copyOf(evidences);
        classes = List.copyOf(classes);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId + ", label " + labelColumn + ", split " + split);
        lines.add(String.format(
                Locale.ROOT,
                "%,d positives, %,d negatives; %,d labeled objects were trained on%s",
                positives,
                negatives,
                trainedOn,
                split.equals("all") ? " (included)" : " (left out)"));
        lines.add("");
        table(lines, "all", evidences);
        for (ClassQuality one : classes) {
            lines.add("");
            table(lines, one.name() + " (" + one.positives() + ")", one.evidences());
        }
        return lines;
    }

    private static void table(List<String> lines, String title, List<EvidenceQuality> rows) {
        lines.add(String.format(
                Locale.ROOT, "%-20s %-22s %6s %11s %14s", title, "AUC [95%]", "AP", "recall@100", "precision@100"));
        for (EvidenceQuality row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-20s %.3f [%.3f-%.3f]    %6.3f %11.3f %14.3f",
                    row.name(),
                    row.auc(),
                    row.aucLow(),
                    row.aucHigh(),
                    row.averagePrecision(),
                    row.recallAt100(),
                    row.precisionAt100()));
        }
    }
}
