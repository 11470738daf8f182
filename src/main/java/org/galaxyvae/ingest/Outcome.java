package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * The staged files, counted.
 *
 * @param read files that were opened
 * @param written new tensors
 * @param replacing how many of them take the place of a tensor
 * @param keptLost listed files whose tensor stood until now and that lost it to another file
 * @param reasons rejected files by reason
 * @param example one rejected file and why, or null
 */
record Outcome(
        long read,
        long written,
        long replacing,
        long keptLost,
        Map<String, Long> reasons,
        @Nullable String example) {
    static Outcome of(Dataset<Row> staged) {
        long read = 0;
        long written = 0;
        long replacing = 0;
        long keptLost = 0;
        Map<String, Long> reasons = new TreeMap<>();
        String example = null;
        for (Row group : staged.groupBy("reason")
                .agg(
                        count(lit(1)),
                        count_if(col("opened")),
                        count_if(col("listed").and(col("kept"))),
                        min_by(col("message"), col("source_uri")),
                        min("source_uri"),
                        count_if(col("replaces")))
                .orderBy("reason")
                .collectAsList()) {
            read += group.getLong(2);
            keptLost += group.getLong(3);
            if (group.isNullAt(0)) {
                written += group.getLong(1);
                replacing += group.getLong(6);
            } else {
                reasons.put(group.getString(0), group.getLong(1));
                example = group.getString(5) + ": " + group.getString(4);
            }
        }
        return new Outcome(read, written, replacing, keptLost, reasons, example);
    }

    long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Refuses an ingest that went wrong as a whole. The share is that of all files found, not of those opened in this run, so
     * that repeating an ingest never fails for the few files that are bad every time.
     */
    void check(long found, double maxRejectFraction) {
        if (rejected() > maxRejectFraction * found) {
            throw new InvalidDataException(String.format(
                    java.util.Locale.ROOT,
                    "Cannot ingest: %,d of %,d files are rejected (%s), expected at most %s of them"
                            + " (ingest.max_reject_fraction); nothing was written; for example %s",
                    rejected(),
                    found,
                    IngestSummary.reasons(reasons),
                    maxRejectFraction,
                    example));
        }
    }
}
