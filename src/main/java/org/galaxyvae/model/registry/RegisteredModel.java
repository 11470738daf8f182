package org.galaxyvae.model.registry;

import static org.galaxyvae.base.row.ColumnNames.CONFIGURATION;
import static org.galaxyvae.base.row.ColumnNames.CREATED_AT;
import static org.galaxyvae.base.row.ColumnNames.IMAGES_PRESENTED;
import static org.galaxyvae.base.row.ColumnNames.METRICS;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NOTE;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.REPLACED_BY;
import static org.galaxyvae.base.row.ColumnNames.STAGE;
import static org.galaxyvae.base.row.ColumnNames.STAGE_CHANGED_AT;

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
import org.galaxyvae.base.table.Workspace;
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
                        functions.col(CREATED_AT).desc(),
                        functions.col(MODEL_ID).desc())
                .select(Arrays.stream(Specs.MODELS.schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new))
                .collectAsList()
                .stream()
                .map(row -> fromRow(row, context.workspace()))
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

    private static RegisteredModel fromRow(Row row, Workspace workspace) {
        return new RegisteredModel(
                row.getAs(MODEL_ID),
                ModelStage.of(row.getAs(STAGE)),
                row.getAs(PREPARATION_ID),
                row.getAs(CONFIGURATION),
                row.getAs(METRICS),
                workspace.model(row.getAs(MODEL_ID)).toString(),
                row.<Long>getAs(IMAGES_PRESENTED),
                row.<Timestamp>getAs(CREATED_AT).toInstant().toString(),
                time(row.getAs(STAGE_CHANGED_AT)),
                row.getAs(REPLACED_BY),
                row.getAs(NOTE));
    }

    private static @Nullable String time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant().toString();
    }
}
