package org.galaxyvae.model.registry;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * A model that was taken out of service, or back into it.
 *
 * @param stage the one it has now
 * @param previousStage the one it had; equal where nothing was to be done
 */
public record StageChange(
        String modelId,
        String stage,
        String previousStage,
        @Nullable String note) implements Summary {
    private static final StructType NOTED = StructType.fromDDL("model_id STRING, note STRING");
    private static final StructType CHANGED =
            StructType.fromDDL("model_id STRING, note STRING, stage STRING, stage_changed_at TIMESTAMP");

    /**
     * Takes a model out of service: no command scores with it until it is restored.
     *
     * @throws RequestException for the production model
     */
    public static StageChange retire(StageContext context, String modelId, @Nullable String note) {
        return change(context, modelId, RegisteredModel.RETIRED, note);
    }

    /**
     * Makes a retired model a candidate again.
     *
     * @throws RequestException for the production model, and for one whose files are gone
     */
    public static StageChange restore(StageContext context, String modelId, @Nullable String note) throws IOException {
        RegisteredModel model = RegisteredModel.named(RegisteredModel.all(context), modelId);
        if (!context.workspace().files().exists(model.home())) {
            throw new RequestException("Cannot restore model " + modelId + ": its directory " + model.uri()
                    + " is gone" + (model.note() == null ? "" : " (" + model.note() + ")")
                    + ", expected a model that still has its files; galaxy-vae train makes a new one");
        }
        return change(context, modelId, RegisteredModel.CANDIDATE, note);
    }

    private static StageChange change(StageContext context, String modelId, String stage, @Nullable String note) {
        RegisteredModel model = RegisteredModel.named(RegisteredModel.all(context), modelId);
        if (model.isProduction()) {
            throw new RequestException("Cannot make model " + modelId + " a " + stage
                    + " one: it is in production, expected galaxy-vae models promote of another first");
        }
        boolean same = model.stage().equals(stage);
        if (!same || note != null) {
            write(context, modelId, same ? null : stage, note);
        }
        return new StageChange(modelId, stage, model.stage(), note == null && same ? model.note() : note);
    }

    /** One commit; a null stage leaves the stage as it is. */
    static void write(StageContext context, String modelId, @Nullable String stage, @Nullable String note) {
        List<String> columns = new ArrayList<>(List.of("note"));
        var row = RowFactory.create(modelId, note);
        if (stage != null) {
            columns.addAll(List.of("stage", "stage_changed_at"));
            row = RowFactory.create(modelId, note, stage, Timestamp.from(context.startedAt()));
        }
        context.tables()
                .update(
                        Specs.MODELS,
                        context.spark().createDataFrame(List.of(row), stage == null ? NOTED : CHANGED),
                        columns);
    }

    @Override
    public List<String> lines() {
        String was = stage.equals(previousStage) ? ", as it was" : ", was " + previousStage;
        return List.of("model " + modelId + " is " + stage + was);
    }
}
