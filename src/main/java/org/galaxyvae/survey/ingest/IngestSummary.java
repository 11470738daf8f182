package org.galaxyvae.survey.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.Summary;

/**
 * What an ingest did.
 *
 * @param preparationId the preparation all tensors belong to
 * @param found images under the paths, read in this run or known
 * @param read images read in this run
 * @param written tensors added or replaced
 * @param unchanged tensors of listed sources that stay as they are
 * @param rejected images without a tensor
 * @param rejectReasons the same by reason
 * @param removed tensors whose changed file is no picture any more or now belongs to another object
 * @param sources files under the paths; those of one object's bands count as one
 * @param opened how many of them were opened
 * @param skipped files passed over for their extension or a hidden name, in folders and archives
 * @param catalog what the catalog held; zeros where there was none
 * @param warnings what the user should look at
 * @param compacted small data files that were joined
 * @param timing where the time went
 * @param seconds of the whole run
 * @param imagesPerS images read a second of the whole run
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
        long sources,
        long opened,
        long skipped,
        CatalogSummary catalog,
        List<String> warnings,
        int compacted,
        Timing timing,
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
     * @param imagesWithoutRow objects with an image that no catalog row names
     * @param examples the first rows that something is wrong with
     */
    public record CatalogSummary(
            long rows,
            long duplicates,
            long invalidIds,
            long invalidPositions,
            long withoutImage,
            long imagesWithoutRow,
            List<String> examples) {
        public CatalogSummary {
            examples = List.copyOf(examples);
        }
    }

    /**
     * Where the time went.
     *
     * @param phaseSeconds wall-clock seconds of each step
     * @param readingSeconds of the executors' threads together: opening, reading and unpacking
     * @param preparingSeconds likewise: decoding, cropping, averaging
     * @param measuringSeconds likewise: quality and morphology
     */
    public record Timing(
            Map<String, Double> phaseSeconds, double readingSeconds, double preparingSeconds, double measuringSeconds) {
        static Timing of(Phases phases, DecodeTimes times) {
            return new Timing(
                    phases.seconds(),
                    times.reading().value() / 1e9,
                    times.preparing().value() / 1e9,
                    times.measuring().value() / 1e9);
        }
    }

    public IngestSummary {
        rejectReasons = new TreeMap<>(rejectReasons);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "Ingested %,d images: %,d read, %,d written, %,d unchanged, %,d rejected (%.0f images/s)",
                found, read, written, unchanged, rejected, imagesPerS));
        if (rejected > 0) {
            lines.add("Rejected: " + reasons(rejectReasons) + "; galaxy-vae rejects lists them");
        }
        if (removed > 0) {
            lines.add(line("Removed: %,d tensors whose file changed and is no picture of that object now", removed));
        }
        if (skipped > 0) {
            lines.add(line("Skipped: %,d files that lie beside images", skipped));
        }
        catalogLines(lines);
        lines.addAll(warnings);
        if (read > 0) {
            lines.add("Time: " + phases(timing.phaseSeconds())
                    + line(
                            "; threads: reading %.1f s, preparing %.1f s, measuring %.1f s",
                            timing.readingSeconds(), timing.preparingSeconds(), timing.measuringSeconds()));
        }
        return lines;
    }

    private void catalogLines(List<String> lines) {
        if (catalog.rows() > 0) {
            lines.add(line(
                    "Catalog: %,d rows, %,d without an image; %,d objects with an image but no row",
                    catalog.rows(), catalog.withoutImage(), catalog.imagesWithoutRow()));
        }
        if (catalog.duplicates() + catalog.invalidIds() + catalog.invalidPositions() > 0) {
            lines.add(line(
                    "Catalog: %,d duplicate rows and %,d rows with an invalid id left out, %,d invalid positions",
                    catalog.duplicates(), catalog.invalidIds(), catalog.invalidPositions()));
            catalog.examples().forEach(example -> lines.add("  " + example));
        }
    }

    static String reasons(Map<String, Long> reasons) {
        return new TreeMap<>(reasons)
                .entrySet().stream()
                        .map(reason -> line("%,d %s", reason.getValue(), reason.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String phases(Map<String, Double> seconds) {
        return seconds.entrySet().stream()
                .map(phase -> line("%s %.1f s", phase.getKey(), phase.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
