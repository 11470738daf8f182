package org.galaxyvae.model.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

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
public record ScoredRun(String modelId, String runId, long objects, String scoredAt, boolean published) {
    /** By model; of the newest run where a model has several, which no command leaves. */
    static Map<String, ScoredRun> all(StageContext context) {
        String current = context.workspace().currentRun().orElse("");
        Map<String, ScoredRun> runs = new LinkedHashMap<>();
        context.tables()
                .readOrEmpty(Specs.SCORES)
                .groupBy("model_id", "run_id")
                .agg(count(lit(1)).as("objects"), max("scored_at").as("scored_at"))
                .orderBy(col("scored_at"), col("run_id"))
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
