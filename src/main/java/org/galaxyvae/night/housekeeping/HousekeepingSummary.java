package org.galaxyvae.night.housekeeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.galaxyvae.base.run.Summary;

/**
 * What housekeeping removed or joined.
 *
 * @param tables how many were looked at
 * @param filesJoined small data files that became part of larger ones
 * @param manifestsJoined the same of lists of files
 * @param references tags of old nights and branches of nights that were never published
 * @param orphans files that no snapshot knew, and those of passes over pixels that nobody went on with
 * @param publishedFolders folders of plain Parquet
 * @param reports files of old nights
 * @param models retired models whose rows and files went
 * @param seconds by step
 * @param problems what could not be done, one line each; the next night tries again
 */
public record HousekeepingSummary(
        int tables,
        int filesJoined,
        int manifestsJoined,
        int references,
        int snapshots,
        int orphans,
        int publishedFolders,
        int reports,
        int models,
        SortedMap<String, Double> seconds,
        List<String> problems)
        implements Summary {
    public HousekeepingSummary {
        seconds = new TreeMap<>(seconds);
        problems = List.copyOf(problems);
    }

    static HousekeepingSummary nothing(String problem) {
        return new HousekeepingSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>(), List.of(problem));
    }

    @Override
    public List<String> lines() {
        double total =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        List<String> lines = new ArrayList<>(problems);
        lines.add(String.format(
                Locale.ROOT,
                "joined %d files and %d manifests, removed %d tags and branches, %d snapshots, %d orphaned files,"
                        + " %d published folders, %d reports, %d retired models from %d tables in %.1f s",
                filesJoined,
                manifestsJoined,
                references,
                snapshots,
                orphans,
                publishedFolders,
                reports,
                models,
                tables,
                total));
        return lines;
    }
}
