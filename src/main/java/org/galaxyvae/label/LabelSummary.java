package org.galaxyvae.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What was kept.
 *
 * @param file that was read, or null
 * @param added labels that are new
 * @param known labels that were there already
 * @param blank rows that said nothing
 * @param invalid rows or files that were passed over, one line each
 * @param labels in the table now
 * @param objects that have a label now
 */
record LabelSummary(
        @Nullable String file, long added, long known, long blank, List<String> invalid, long labels, long objects)
        implements Summary {
    public LabelSummary {
        invalid = List.copyOf(invalid);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Added %,d labels%s; %,d were there already, %,d rows say nothing",
                added,
                file == null ? "" : " of " + file,
                known,
                blank));
        if (!invalid.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "Passed over, %,d problems:", invalid.size()));
            invalid.forEach(problem -> lines.add("  " + problem));
        }
        lines.add(String.format(Locale.ROOT, "Now %,d labels of %,d objects", labels, objects));
        return lines;
    }
}
