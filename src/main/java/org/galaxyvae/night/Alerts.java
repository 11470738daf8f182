package org.galaxyvae.night;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.ALERTED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.table.Specs;

/** The objects that people are told about: each once for a model, when it first comes among the first. */
final class Alerts {
    private Alerts() {}

    /**
     * Rows of {@code alerts} for those among the first {@code top} of a model's ranking that were never told, by rank.
     *
     * @param scores all of the model, as {@code scores} has them
     * @param alerted {@code alerts} of all nights before
     * @param top so many first, 0 for none
     */
    static Dataset<Row> fresh(Dataset<Row> scores, Dataset<Row> alerted, int top, String runId, Instant alertedAt) {
        Column[] columns = Arrays.stream(Specs.ALERTS.schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
        return scores.where(col(RANK).leq(top))
                .join(alerted.select(MODEL_ID, OBJECT_ID), new String[] {MODEL_ID, OBJECT_ID}, "left_anti")
                .withColumn(RUN_ID, lit(runId))
                .withColumn(ALERTED_AT, lit(Timestamp.from(alertedAt)))
                .select(columns)
                .orderBy(RANK, OBJECT_ID);
    }
}
