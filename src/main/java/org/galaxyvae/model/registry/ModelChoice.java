package org.galaxyvae.model.registry;

import static org.galaxyvae.base.row.ColumnNames.CONFIGURATION;
import static org.galaxyvae.base.row.ColumnNames.CREATED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.STAGE;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.jspecify.annotations.Nullable;

/**
 * The model a stage works with: the one that was asked for, else the workspace's production model.
 *
 * @param preparationId the one preparation the model reads
 * @param configuration the settings it was trained with, as JSON
 * @param uri its directory
 */
public record ModelChoice(String modelId, ModelStage stage, String preparationId, String configuration, String uri) {
    /**
     * Finds the model in {@code models}.
     *
     * @param modelId the wanted model, or null for production
     * @throws RequestException where there is no such model; the message names those there are
     * @throws InvalidDataException where the workspace has no model at all
     */
    public static ModelChoice of(StageContext context, @Nullable String modelId) {
        List<ModelChoice> models = context
                .tables()
                .read(Specs.MODELS)
                // two promotions must never both count: the newest wins
                .orderBy(
                        functions.col(CREATED_AT).desc(),
                        functions.col(MODEL_ID).desc())
                .select(columns())
                .collectAsList()
                .stream()
                .map(row -> fromRow(row, context.workspace()))
                .toList();
        if (models.isEmpty()) {
            throw new InvalidDataException("Cannot choose a model: workspace "
                    + context.workspace().root() + " has none, run galaxy-vae train first");
        }
        return models.stream()
                .filter(model -> modelId == null
                        ? model.stage() == ModelStage.PRODUCTION
                        : model.modelId().equals(modelId))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        modelId == null
                                ? "Cannot choose a model: none is in production, expected --model with one of "
                                        + names(models)
                                : "Invalid --model " + modelId + ": no such model, expected one of " + names(models)));
    }

    /**
     * The same model, to score with.
     *
     * @throws RequestException where it is retired
     */
    public ModelChoice inService() {
        if (stage == ModelStage.RETIRED) {
            throw new RequestException("Cannot score with model " + modelId
                    + ": it is retired, expected another or galaxy-vae" + " models restore " + modelId + " first");
        }
        return this;
    }

    private static Column[] columns() {
        return new Column[] {
            functions.col(MODEL_ID), functions.col(STAGE), functions.col(PREPARATION_ID), functions.col(CONFIGURATION)
        };
    }

    /** Where its directory is, its name says, also in a workspace whose rows were written elsewhere. */
    private static ModelChoice fromRow(Row row, Workspace workspace) {
        return new ModelChoice(
                row.getString(0),
                ModelStage.of(row.getString(1)),
                row.getString(2),
                row.getString(3),
                workspace.model(row.getString(0)).toString());
    }

    private static String names(List<ModelChoice> models) {
        return String.join(
                ", ",
                models.stream()
                        .map(model -> model.modelId() + " (" + model.stage() + ")")
                        .toList());
    }
}
