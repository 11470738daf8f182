package org.galaxyvae.nightly;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.Settings;
import org.galaxyvae.table.Specs;

/** What is otherwise than in the night before: rows of {@code score_changes}, one a change. */
final class ScoreChanges {
    private ScoreChanges() {}

    /**
     * Compares two rankings; each has object_id, content_hash, rank, anomaly_score, model_id, run_id.
     *
     * @param sameModel whether ranks compare: across models only what enters and leaves counts
     */
    static Dataset<Row> of(
            Dataset<Row> before, Dataset<Row> now, boolean sameModel, Settings.Changes settings, Timestamp changedAt) {
        Row old = before.select("run_id", "model_id").first();
        Row fresh = now.select("run_id", "model_id").first();
        Dataset<Row> both = values(now, "").join(values(before, "previous_"), new String[] {"object_id"}, "full_outer");
        Column wasThere = col("previous_rank").isNotNull();
        Column isThere = col("rank").isNotNull();
        Column inTop = functions.coalesce(col("rank").leq(settings.top()), functions.lit(false));
        Column wasInTop = functions.coalesce(col("previous_rank").leq(settings.top()), functions.lit(false));
        Column factor = functions
                .greatest(col("rank"), col("previous_rank"))
                .divide(functions.least(col("rank"), col("previous_rank")));
        Column jumps = functions
                .least(col("rank"), col("previous_rank"))
                .leq(settings.jumpRanks())
                .and(factor.geq(settings.jumpFactor()))
                .and(functions.abs(col("rank").minus(col("previous_rank"))).geq(settings.jumpPlaces()));
        Column there = isThere.and(wasThere);
        Column changes = functions.array(
                functions.when(functions.not(wasThere), "new"),
                functions.when(functions.not(isThere), "gone"),
                functions.when(
                        there.and(col("content_hash").notEqual(col("previous_content_hash"))), "content_changed"),
                functions.when(inTop.and(functions.not(wasInTop)), "entered_top"),
                functions.when(wasInTop.and(functions.not(inTop)), "left_top"),
                functions.when(functions.lit(sameModel).and(there).and(jumps), "rank_jump"));
        return both.withColumn("change", functions.explode(functions.filter(changes, Column::isNotNull)))
                .withColumn("run_id", functions.lit(fresh.getString(0)))
                .withColumn("model_id", functions.lit(fresh.getString(1)))
                .withColumn("previous_run_id", functions.lit(old.getString(0)))
                .withColumn("previous_model_id", functions.lit(old.getString(1)))
                .withColumn("changed_at", functions.lit(changedAt))
                .selectExpr(Specs.SCORE_CHANGES.schema().fieldNames());
    }

    private static Dataset<Row> values(Dataset<Row> ranking, String prefix) {
        return ranking.select(
                col("object_id"),
                col("content_hash").as(prefix + "content_hash"),
                col("rank").as(prefix + "rank"),
                col("anomaly_score").as(prefix + "anomaly_score"));
    }
}
