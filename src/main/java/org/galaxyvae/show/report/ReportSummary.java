package org.galaxyvae.show.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.run.Summary;

/**
 * What stands on the page.
 *
 * @param galleries objects by gallery
 * @param mapPoints 0 without a map
 * @param missing sections left out, with what would fill them
 */
record ReportSummary(
        String runId,
        String modelId,
        String file,
        long bytes,
        long objects,
        Map<String, Integer> galleries,
        int mapPoints,
        List<String> missing)
        implements Summary {
    @Override
    public List<String> lines() {
        StringBuilder shown = new StringBuilder("shown:");
        galleries.forEach((key, count) ->
                shown.append(' ').append(key).append(' ').append(count).append(','));
        shown.append(String.format(Locale.ROOT, " map %,d points", mapPoints));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "run %s of model %s, %,d objects: %s, %.1f MB",
                runId,
                modelId,
                objects,
                file,
                bytes / 1e6));
        lines.add(shown.toString());
        missing.forEach(line -> lines.add("left out: " + line));
        return lines;
    }
}
