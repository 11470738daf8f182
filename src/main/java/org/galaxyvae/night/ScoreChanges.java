package org.galaxyvae.night;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.CHANGE;
import static org.galaxyvae.base.row.ColumnNames.CHANGED_AT;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREVIOUS_MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.PREVIOUS_RANK;
import static org.galaxyvae.base.row.ColumnNames.PREVIOUS_RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two published nights, as rows of {@code score_changes}; one full outer join, nothing collected. Between
 * nights of two models no rank jumps, and between two preparations no content changes: there all of them would.
 *
 * @param changedAt of every row
 */
record ScoreChanges(Settings.Changes rules, Published previous, Published now, Instant changedAt) {
    /**
     * A published night.
     *
     * @param preparationId of the model, whose pixels {@code content_hash} is of
     */
    record Published(String runId, String modelId, String preparationId) {}

    /**
     * The changes; an object may have several.
     *
     * @param before object_id, rank, anomaly_score, content_hash of the previous night; other columns do no harm; null where
     *     nothing was published before, and then nothing has changed
     * @param after the same of this night
     */
    Dataset<Row> between(@Nullable Dataset<Row> before, Dataset<Row> after) {
        if (before == null) {
            return after.sparkSession().createDataFrame(List.<Row>of(), Specs.SCORE_CHANGES.schema());
        }
        Dataset<Row> both = side(before, "previous_").join(side(after, ""), "object_id_key", "full_outer");
        Column[] columns = Arrays.stream(Specs.SCORE_CHANGES.schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
        return both.withColumn(OBJECT_ID, col("object_id_key"))
                .withColumn(CHANGE, explode(array_compact(array(changes()))))
                .withColumn(RUN_ID, lit(now.runId()))
                .withColumn(PREVIOUS_RUN_ID, lit(previous.runId()))
                .withColumn(MODEL_ID, lit(now.modelId()))
                .withColumn(PREVIOUS_MODEL_ID, lit(previous.modelId()))
                .withColumn(CHANGED_AT, lit(Timestamp.from(changedAt)))
                .select(columns);
    }

    private static Dataset<Row> side(Dataset<Row> rows, String prefix) {
        return rows.select(
                col(OBJECT_ID).as("object_id_key"),
                col(RANK).as(prefix + "rank"),
                col(ANOMALY_SCORE).as(prefix + "anomaly_score"),
                col(CONTENT_HASH).as(prefix + "content_hash"),
                lit(true).as(prefix + "there"));
    }

    private Column[] changes() {
        Column isThere = col("there").isNotNull();
        Column wasThere = col("previous_there").isNotNull();
        Column inTop = among("rank", rules.top());
        Column wasInTop = among("previous_rank", rules.top());
        Column content = lit(previous.preparationId().equals(now.preparationId()))
                .and(col(CONTENT_HASH).notEqual(col("previous_content_hash")));
        return new Column[] {
            named("new", isThere.and(functions.not(wasThere))),
            named("gone", wasThere.and(functions.not(isThere))),
            named("content_changed", content),
            named("entered_top", inTop.and(functions.not(wasInTop))),
            named("left_top", wasInTop.and(functions.not(inTop))),
            named("rank_jump", lit(previous.modelId().equals(now.modelId())).and(jump()))
        };
    }

    /** Null, so no jump, where one of the ranks is missing. */
    private Column jump() {
        Column high = least(col(RANK), col(PREVIOUS_RANK));
        Column low = greatest(col(RANK), col(PREVIOUS_RANK));
        return col(RANK)
                .isNotNull()
                .and(col(PREVIOUS_RANK).isNotNull())
                .and(high.leq(rules.jumpRanks()))
                .and(abs(col(RANK).minus(col(PREVIOUS_RANK))).geq(rules.jumpPlaces()))
                .and(low.geq(high.multiply(rules.jumpFactor())));
    }

    private static Column among(String rank, int first) {
        return coalesce(col(rank).leq(first), lit(false));
    }

    private static Column named(String change, Column condition) {
        return when(condition, lit(change));
    }
}
