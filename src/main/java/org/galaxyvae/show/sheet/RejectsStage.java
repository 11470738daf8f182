package org.galaxyvae.show.sheet;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_LENGTH;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.show.sql.SqlStage;
import org.jspecify.annotations.Nullable;

/** Tells which files became no tensors, and why. */
public final class RejectsStage {
    private RejectsStage() {}

    /**
     * Runs the stage.
     *
     * @param reason list the files of this reason, or null: group all by reason
     * @param limit files listed at most, 1 to 1000000
     * @throws RequestException where no file has that reason; the message names those there are
     */
    public static RejectsSummary run(StageContext context, @Nullable String reason, int limit) {
        SqlStage.requireLimit(limit);
        context.spark().sparkContext().setJobDescription("rejects");
        Dataset<Row> rejects = context.tables().readOrEmpty(Specs.REJECTS);
        List<Row> groups = rejects.groupBy(REASON)
                .agg(
                        count(lit(1)).as("files"),
                        min(SOURCE_URI).as("example"),
                        min_by(col(MESSAGE), col(SOURCE_URI)).as(MESSAGE))
                .orderBy(col("files").desc(), col(REASON))
                .collectAsList();
        long total = groups.stream().mapToLong(group -> group.getLong(1)).sum();
        List<RejectsSummary.Group> byReason = groups.stream()
                .map(group -> new RejectsSummary.Group(
                        group.getString(0),
                        group.getLong(1),
                        group.getLong(1) / (double) total,
                        group.getString(2),
                        group.getString(3)))
                .toList();
        if (reason == null) {
            return new RejectsSummary(total, byReason, List.of());
        }
        List<RejectsSummary.Group> chosen =
                byReason.stream().filter(group -> group.reason().equals(reason)).toList();
        if (chosen.isEmpty()) {
            throw new RequestException("Invalid --reason " + reason + ": no file has it"
                    + (byReason.isEmpty() ? "" : ", expected one of " + names(byReason)));
        }
        return new RejectsSummary(total, chosen, files(rejects, reason, limit));
    }

    private static List<RejectsSummary.Rejected> files(Dataset<Row> rejects, String reason, int limit) {
        return rejects
                .where(col(REASON).equalTo(reason))
                .orderBy(SOURCE_URI)
                .select(SOURCE_URI, OBJECT_ID, SOURCE_LENGTH, MESSAGE)
                .takeAsList(limit)
                .stream()
                .map(row -> new RejectsSummary.Rejected(
                        row.getString(0), row.getString(1), row.isNullAt(2) ? 0 : row.getLong(2), row.getString(3)))
                .toList();
    }

    private static String names(List<RejectsSummary.Group> groups) {
        return String.join(
                ", ", groups.stream().map(RejectsSummary.Group::reason).toList());
    }
}
