package org.galaxyvae.survey.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.Summary;

/**
 * What a download did.
 *
 * @param out the folder
 * @param objects of the catalog
 * @param present cutouts that are there now
 * @param known those of them that were there before
 * @param failed objects without a cutout
 * @param failures the same by reason
 * @param requests that were sent
 * @param bytes that were stored in this run
 */
public record FetchSummary(
        String out,
        long objects,
        long present,
        long known,
        long failed,
        Map<String, Long> failures,
        long requests,
        long bytes,
        double seconds)
        implements Summary {
    public FetchSummary {
        failures = new TreeMap<>(failures);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Fetched %,d of %,d cutouts (%.1f MB, %,d requests, %.1f s); %,d were there before",
                present - known,
                objects,
                bytes / 1e6,
                requests,
                seconds,
                known));
        if (failed > 0) {
            lines.add(String.format(Locale.ROOT, "Failed: %,d (%s); see %s/fetch.csv", failed, reasons(), out));
            lines.add("The same command again asks for these alone");
        }
        lines.add("Next: galaxy-vae ingest --workspace ... --images " + out + "/images --catalog " + out
                + "/catalog.csv");
        return lines;
    }

    /** Such as {@code 2 http_404, 1 error_picture}. */
    public String reasons() {
        return failures.entrySet().stream()
                .map(reason -> String.format(Locale.ROOT, "%,d %s", reason.getValue(), reason.getKey()))
                .collect(Collectors.joining(", "));
    }
}
