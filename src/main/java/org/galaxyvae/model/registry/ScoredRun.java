package org.galaxyvae.model.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECTS;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SCORED_AT;

import java.util.LinkedHashMap;
import java.util.Map;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/**
 * The scores that a model has in {@code scores}.
 *
 * @param runId the run that made them
 * @param objects its rows
 * @param scoredAt when that run began; UTC, ISO 8601
 * @param published whether readers of the plain Parquet see it: {@code published/CURRENT} names it
 */
record ScoredRun(String modelId, String runId, long objects, String scoredAt, boolean published) {
    /** By model; of the newest run where a model has several, which no command leaves. */
    static Map<String, ScoredRun> all(StageContext context) {
        String current = context.workspace().currentRun().orElse("");
        Map<String, ScoredRun> runs = new LinkedHashMap<>();
        context.tables()
                .readOrEmpty(Specs.SCORES)
                .groupBy(MODEL_ID, RUN_ID)
                .agg(count(lit(1)).as(OBJECTS), max(SCORED_AT).as(SCORED_AT))
                .orderBy(col(SCORED_AT), col(RUN_ID))
                .collectAsList()
                .forEach(row -> runs.put(
                        row.getString(0),
                        new ScoredRun(
                                row.getString(0),
                                row.getString(1),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant().toString(),
                                current.equals(row.getString(1)))));
        return runs;
    }
}
