package org.galaxyvae.model.registry;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * How much of the catalog a model has scored, against what the production model has.
 *
 * @param expected tensors of the model's preparation that were there when production was scored, or that production scored;
 *     all there are where production scored nothing
 * @param missing those of them that the model has not scored
 * @param withoutTensor objects that production scored and that have no tensor of the model's preparation, though they still have
 *     one of production's
 */
record Coverage(long expected, long missing, long withoutTensor) {
    private static final String NONE = "";

    static Coverage of(
            StageContext context,
            RegisteredModel model,
            @Nullable RegisteredModel production,
            @Nullable ScoredRun run) {
        Dataset<Row> mine = ids(scores(context, model.modelId()), "by_model");
        Dataset<Row> standing = ids(scores(context, production == null ? NONE : production.modelId()), "by_production");
        Dataset<Row> tensors = tensors(context, model.preparationId());
        Column wasThere = run == null
                ? lit(true)
                : coalesce(col(INGESTED_AT), lit(new Timestamp(0)))
                        .leq(lit(Timestamp.from(Instant.parse(run.scoredAt()))));
        Row counts = tensors.join(standing, new String[] {OBJECT_ID}, "left_outer")
                .join(mine, new String[] {OBJECT_ID}, "left_outer")
                .where(col("by_production").isNotNull().or(wasThere))
                .agg(count_if(lit(true)), count_if(col("by_model").isNull()))
                .first();
        long withoutTensor = production == null || production.preparationId().equals(model.preparationId())
                ? 0
                : standing.join(tensors(context, production.preparationId()), new String[] {OBJECT_ID}, "left_semi")
                        .join(tensors, new String[] {OBJECT_ID}, "left_anti")
                        .count();
        return new Coverage(counts.getLong(0), counts.getLong(1), withoutTensor);
    }

    private static Dataset<Row> tensors(StageContext context, String preparationId) {
        return context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .select(OBJECT_ID, INGESTED_AT);
    }

    private static Dataset<Row> scores(StageContext context, String modelId) {
        return context.tables().readOrEmpty(Specs.SCORES).where(col(MODEL_ID).equalTo(modelId));
    }

    private static Dataset<Row> ids(Dataset<Row> scores, String mark) {
        return scores.select(col(OBJECT_ID), lit(true).as(mark));
    }
}
