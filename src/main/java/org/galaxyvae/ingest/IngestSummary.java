package org.galaxyvae.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.galaxyvae.stage.Summary;

/**
 * What an ingest did.
 *
 * @param preparationId the preparation all tensors belong to
 * @param found image files under the paths
 * @param read files opened in this run
 * @param written tensors added or replaced
 * @param unchanged files that were known and not opened
 * @param rejected files without a tensor
 * @param rejectReasons the same by reason
 * @param removed tensors whose changed file is no picture any more or now belongs to another object
 * @param skipped files under the folders with another extension
 * @param catalog what the catalog held; null fields never, zeros where there was none
 * @param seconds of the whole run
 * @param imagesPerS files read a second of the whole run
 */
public record IngestSummary(
        String preparationId,
        long found,
        long read,
        long written,
        long unchanged,
        long rejected,
        Map<String, Long> rejectReasons,
        long removed,
        long skipped,
        CatalogSummary catalog,
        double seconds,
        double imagesPerS)
        implements Summary {

    /**
     * What the user's catalog held.
     *
     * @param rows with a valid id, each id once
     * @param duplicates rows passed over because another row has their id
     * @param invalidIds rows passed over for their id
     * @param invalidPositions rows whose right ascension or declination is no number in range
     * @param withoutImage rows without a tensor and without an image in this run
     * @param imagesWithoutRow images of this run that no catalog row names
     */
    public record CatalogSummary(
            long rows,
            long duplicates,
            long invalidIds,
            long invalidPositions,
            long withoutImage,
            long imagesWithoutRow) {}

    public IngestSummary {
        rejectReasons = new TreeMap<>(rejectReasons);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "Ingested %,d images: %,d read, %,d written, %,d unchanged, %,d rejected (%.0f images/s)",
                found, read, written, unchanged, rejected, imagesPerS));
        if (rejected > 0) {
            lines.add("Rejected: " + reasons(rejectReasons));
        }
        if (removed > 0) {
            lines.add(line("Removed: %,d tensors whose file changed and is no picture of that object now", removed));
        }
        if (skipped > 0) {
            lines.add(line("Skipped: %,d files that are not named jpg, jpeg or png", skipped));
        }
        if (catalog.rows() > 0) {
            lines.add(line(
                    "Catalog: %,d rows, %,d without an image; %,d images without a row",
                    catalog.rows(), catalog.withoutImage(), catalog.imagesWithoutRow()));
        }
        if (catalog.duplicates() + catalog.invalidIds() + catalog.invalidPositions() > 0) {
            lines.add(line(
                    "Catalog: %,d duplicate rows and %,d rows with an invalid id left out, %,d invalid positions",
                    catalog.duplicates(), catalog.invalidIds(), catalog.invalidPositions()));
        }
        return lines;
    }

    static String reasons(Map<String, Long> reasons) {
        return new TreeMap<>(reasons)
                .entrySet().stream()
                        .map(reason -> line("%,d %s", reason.getValue(), reason.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
