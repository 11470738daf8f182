package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.run.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param labels against labels; null where none were given
 * @param injections on injected anomalies; null where they were not asked for
 * @param notes what could not be measured, and other things to know
 */
public record EvaluateSummary(
        String modelId,
        @Nullable LabelEvaluationSummary labels,
        @Nullable InjectionSummary injections,
        List<String> notes)
        implements Summary {
    public EvaluateSummary {
        notes = List.copyOf(notes);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId);
        if (labels != null) {
            lines.addAll(labels.lines());
        }
        if (injections != null) {
            if (labels != null) {
                lines.add("");
            }
            lines.addAll(injections.lines());
        }
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> lines.add("note: " + note));
        }
        return lines;
    }
}
