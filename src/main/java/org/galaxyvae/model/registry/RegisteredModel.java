package org.galaxyvae.model.registry;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code models}.
 *
 * @param configuration the settings it was made with, as JSON
 * @param metrics the summary of the command that made it, as JSON
 * @param uri its directory
 * @param createdAt UTC, ISO 8601
 * @param stageChangedAt when its stage changed last, UTC; null in rows of earlier versions
 * @param replacedBy the model that took its place in production, or null
 * @param note why its stage last changed, or null
 */
record RegisteredModel(
        String modelId,
        ModelStage stage,
        String preparationId,
        String configuration,
        String metrics,
        String uri,
        long imagesPresented,
        String createdAt,
        @Nullable String stageChangedAt,
        @Nullable String replacedBy,
        @Nullable String note) {
    /** All of the workspace, the newest first. */
    static List<RegisteredModel> all(StageContext context) {
        return context
                .tables()
                .readWithColumns(Specs.MODELS)
                .orderBy(
                        functions.col("created_at").desc(),
                        functions.col("model_id").desc())
                .select(Arrays.stream(Specs.MODELS.schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new))
                .collectAsList()
                .stream()
                .map(RegisteredModel::fromRow)
                .toList();
    }

    /**
     * The one of that name.
     *
     * @throws RequestException where there is none; the message names those there are
     */
    static RegisteredModel named(List<RegisteredModel> models, String modelId) {
        return models.stream()
                .filter(model -> model.modelId.equals(modelId))
                .findFirst()
                .orElseThrow(() -> new RequestException("Invalid model " + modelId + ": no such model, expected "
                        + (models.isEmpty() ? "galaxy-vae train to make one first" : "one of " + names(models))));
    }

    /** The one in production, or null. */
    static @Nullable RegisteredModel production(List<RegisteredModel> models) {
        return models.stream().filter(RegisteredModel::isProduction).findFirst().orElse(null);
    }

    boolean isProduction() {
        return stage == ModelStage.PRODUCTION;
    }

    Path home() {
        return new Path(uri);
    }

    private static String names(List<RegisteredModel> models) {
        return String.join(
                ", ",
                models.stream()
                        .map(model -> model.modelId + " (" + model.stage + ")")
                        .toList());
    }

    private static RegisteredModel fromRow(Row row) {
        return new RegisteredModel(
                row.getAs("model_id"),
                ModelStage.of(row.getAs("stage")),
                row.getAs("preparation_id"),
                row.getAs("configuration"),
                row.getAs("metrics"),
                row.getAs("uri"),
                row.<Long>getAs("images_presented"),
                row.<Timestamp>getAs("created_at").toInstant().toString(),
                time(row.getAs("stage_changed_at")),
                row.getAs("replaced_by"),
                row.getAs("note"));
    }

    private static @Nullable String time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant().toString();
    }
}
