package org.galaxyvae.base.run;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/** Puts a model in the place of the one in production; there is never more than one, nor a moment without. */
public final class ProductionModel {
    private static final String PRODUCTION = "production";
    private static final StructType CHANGED = StructType.fromDDL(
            "model_id STRING, stage STRING, stage_changed_at TIMESTAMP, replaced_by STRING, note STRING");

    private ProductionModel() {}

    /**
     * Makes the model the production model and retires the one that was, in one commit on {@code models}; where that is so
     * already nothing is written, so that it may be repeated after any kill.
     *
     * <p>{@code replaced_by} is the way back: the retired model names the new one, unless the new one is the very model that
     * it had replaced, which is a step back and leaves no way forward.
     *
     * @param note why, for the model's row; null keeps what stands there
     * @return whether anything was to be changed
     * @throws RequestException where there is no such model
     */
    public static boolean make(StageContext context, String modelId, @Nullable String note) {
        List<Row> rows = context.tables()
                .readWithColumns(Specs.MODELS)
                .where(functions
                        .col("stage")
                        .equalTo(PRODUCTION)
                        .or(functions.col("model_id").equalTo(modelId)))
                .select("model_id", "stage", "replaced_by", "note")
                .collectAsList();
        Row chosen = rows.stream()
                .filter(row -> row.getString(0).equals(modelId))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        "Cannot make model " + modelId + " the production model: there is no such model in workspace "
                                + context.workspace().root()));
        List<Row> others =
                rows.stream().filter(row -> !row.getString(0).equals(modelId)).toList();
        if (PRODUCTION.equals(chosen.getString(1)) && others.isEmpty()) {
            return false;
        }
        Timestamp now = Timestamp.from(context.startedAt());
        List<Row> changed = new ArrayList<>();
        changed.add(RowFactory.create(modelId, PRODUCTION, now, null, note == null ? chosen.getString(3) : note));
        for (Row other : others) {
            boolean back = other.getString(0).equals(chosen.getString(2));
            changed.add(
                    RowFactory.create(other.getString(0), "retired", now, back ? null : modelId, other.getString(3)));
        }
        context.tables()
                .update(
                        Specs.MODELS,
                        context.spark().createDataFrame(changed, CHANGED).coalesce(1),
                        List.of("stage", "stage_changed_at", "replaced_by", "note"));
        return true;
    }
}
