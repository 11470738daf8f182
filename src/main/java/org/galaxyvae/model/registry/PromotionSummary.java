package org.galaxyvae.model.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion or a rollback did.
 *
 * @param replacedModelId the model that was in production before, or null where none or the same was
 * @param runId the run whose scores are published now
 * @param objects that it has scored
 * @param comparisons what was compared; empty for a rollback
 * @param overridden what stood against it and was forced
 */
record PromotionSummary(
        String modelId,
        @Nullable String replacedModelId,
        String runId,
        long objects,
        List<ModelComparison> comparisons,
        List<String> overridden,
        @Nullable String note)
        implements Summary {
    public PromotionSummary {
        comparisons = List.copyOf(comparisons);
        overridden = List.copyOf(overridden);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!comparisons.isEmpty()) {
            lines.addAll(TextTable.lines(
                    List.of("evaluate", "objects", "measure", "production", "model"),
                    comparisons.stream()
                            .map(one -> List.of(
                                    one.question(),
                                    one.objects(),
                                    one.measure(),
                                    number(one.production()),
                                    number(one.model())))
                            .toList()));
            lines.add("");
        }
        overridden.forEach(refusal -> lines.add("forced: " + refusal));
        lines.add("model " + modelId + " is in production"
                + (replacedModelId == null ? "" : ", " + replacedModelId + " is retired"));
        lines.add(String.format(Locale.ROOT, "published run %s: %,d objects", runId, objects));
        return lines;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
