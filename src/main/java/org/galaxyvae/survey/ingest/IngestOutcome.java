package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.survey.ingest.Verdict.Change;
import org.jspecify.annotations.Nullable;

/**
 * What was settled, counted.
 *
 * @param found images under the paths, read in this run or known
 * @param written new or changed tensors
 * @param replacing how many of them take the place of a tensor
 * @param unchanged tensors of listed sources that stay as they are
 * @param removed tensors that go
 * @param rejectedNow images rejected in this run
 * @param reasons rejected images by reason, those known to be bad among them
 * @param example one rejected image and why, or null
 */
record IngestOutcome(
        long found,
        long written,
        long replacing,
        long unchanged,
        long removed,
        long rejectedNow,
        Map<String, Long> reasons,
        @Nullable String example) {

    /**
     * Counts.
     *
     * @param verdicts as {@link VerdictRow}
     * @param rejectedBefore the rejects of listed sources that were not opened
     */
    static IngestOutcome of(Dataset<Row> verdicts, Dataset<Row> rejectedBefore) {
        Map<String, Long> reasons = new TreeMap<>();
        Map<String, Long> changes = new TreeMap<>();
        String example = null;
        for (Row group : groups(verdicts, "change")) {
            if (group.isNullAt(0)) {
                changes.merge(group.getString(1), group.getLong(2), Long::sum);
            } else {
                reasons.merge(group.getString(0), group.getLong(2), Long::sum);
                example = group.getString(4) + ": " + group.getString(3);
            }
        }
        long rejectedNow = sum(reasons);
        for (Row group : groups(rejectedBefore, null)) {
            reasons.merge(group.getString(0), group.getLong(2), Long::sum);
            example = example == null ? group.getString(4) + ": " + group.getString(3) : example;
        }
        long replacing = changes.getOrDefault(Change.REPLACED.label(), 0L);
        long written = changes.getOrDefault(Change.NEW.label(), 0L) + replacing;
        long unchanged = changes.getOrDefault(Change.SAME.label(), 0L) + changes.getOrDefault(Change.KEPT.label(), 0L);
        return new IngestOutcome(
                written + unchanged + sum(reasons),
                written,
                replacing,
                unchanged,
                changes.getOrDefault(Change.REMOVED.label(), 0L),
                rejectedNow,
                reasons,
                example);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static java.util.List<Row> groups(Dataset<Row> rows, @Nullable String change) {
        return rows.withColumn("changed", change == null ? lit(null).cast("string") : col(change))
                .groupBy(REASON, "changed")
                .agg(count(lit(1)), min_by(col(MESSAGE), col(SOURCE_URI)), min(SOURCE_URI))
                .orderBy(REASON, "changed")
                .collectAsList();
    }

    long rejected() {
        return sum(reasons);
    }

    /**
     * Refuses an ingest that went wrong as a whole. The share is that of all images found, not of those opened in this run, so
     * that repeating an ingest never fails for the few that are bad every time.
     */
    void check(double maxRejectFraction) {
        if (rejected() > maxRejectFraction * found) {
            throw new InvalidDataException(String.format(
                    Locale.ROOT,
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
