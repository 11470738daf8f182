package org.galaxyvae.show.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace holds.
 *
 * @param tables rows of every table there is, in the order of the pipeline
 * @param productionModel what score and evaluate take without --model, or null
 * @param publishedRun what readers of the published Parquet see, or null
 * @param cuts what the production model's p-values can tell apart, or null where no model can score
 * @param runs the last ones, newest first
 * @param rejects number of rejected files by reason
 * @param lockHolder who writes now, or null
 * @param nights how the last nights went
 */
public record StatusSummary(
        String workspace,
        Map<String, Long> tables,
        @Nullable String productionModel,
        @Nullable String publishedRun,
        @Nullable CutStatus cuts,
        List<Run> runs,
        Map<String, Long> rejects,
        @Nullable String lockHolder,
        NightStatus nights)
        implements Summary {

    /** One run of a writing command. */
    public record Run(String runId, String command, String outcome, String startedAt, double seconds) {}

    public StatusSummary {
        tables = new LinkedHashMap<>(tables);
        runs = List.copyOf(runs);
        rejects = new LinkedHashMap<>(rejects);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("workspace         " + workspace);
        lines.add("production model  " + (productionModel == null ? "none" : productionModel));
        lines.add("published run     " + (publishedRun == null ? "none" : publishedRun));
        if (lockHolder != null) {
            lines.add("written by        " + lockHolder);
        }
        lines.addAll(nights.lines());
        if (cuts != null) {
            lines.addAll(cuts.lines());
        }
        lines.add("");
        lines.addAll(counts("table", "rows", tables));
        if (!rejects.isEmpty()) {
            lines.add("");
            lines.addAll(counts("rejected because", "files", rejects));
        }
        if (!runs.isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(
                    List.of("run", "command", "outcome", "started", "seconds"),
                    runs.stream()
                            .map(run -> Arrays.asList(
                                    run.runId(),
                                    run.command(),
                                    run.outcome(),
                                    run.startedAt(),
                                    String.format(Locale.ROOT, "%.1f", run.seconds())))
                            .toList()));
        }
        return lines;
    }

    private static List<String> counts(String name, String unit, Map<String, Long> counts) {
        return TextTable.lines(
                List.of(name, unit),
                counts.entrySet().stream()
                        .map(entry ->
                                Arrays.asList(entry.getKey(), String.format(Locale.ROOT, "%,d", entry.getValue())))
                        .toList());
    }
}
