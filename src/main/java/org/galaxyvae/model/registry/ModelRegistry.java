package org.galaxyvae.model.registry;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NOTE;
import static org.galaxyvae.base.row.ColumnNames.REPLACED_BY;
import static org.galaxyvae.base.row.ColumnNames.STAGE;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.jspecify.annotations.Nullable;

/** The stages of the workspace's models: which model is in which, and every way in which that changes. */
public final class ModelRegistry {
    private final StageContext context;

    /** A model whose note alone changes. */
    private record Noted(String modelId, @Nullable String note) {}

    /** A model that comes to another stage. */
    private record Changed(String modelId, @Nullable String note, String stage, Instant stageChangedAt) {}

    /** A model that goes into production, or out of it for another. */
    private record Replaced(
            String modelId,
            String stage,
            Instant stageChangedAt,
            @Nullable String replacedBy,
            @Nullable String note) {}

    /** In the workspace of the context. */
    public ModelRegistry(StageContext context) {
        this.context = context;
    }

    /** The SQL condition on rows of {@code models}. */
    public static String isIn(ModelStage stage) {
        return "stage = '" + stage.word() + "'";
    }

    /** Rows of {@code models} in the stage; none where the workspace has no models. */
    public Dataset<Row> in(ModelStage stage) {
        return context.tables().readOrEmpty(Specs.MODELS).where(isIn(stage));
    }

    /** Whether commands that are given no model take this one. */
    public boolean isProduction(String modelId) {
        return !in(ModelStage.PRODUCTION)
                .where(functions.col(MODEL_ID).equalTo(modelId))
                .isEmpty();
    }

    /** The stage of a model that is made now: production where no model is, so that a workspace's first one is used. */
    public ModelStage ofNewModel() {
        return in(ModelStage.PRODUCTION).isEmpty() ? ModelStage.PRODUCTION : ModelStage.CANDIDATE;
    }

    /**
     * Makes the model the production model and retires the one that was, in one commit on {@code models}, so that there is
     * never more than one, nor a moment without; where that is so already nothing is written, so that it may be repeated
     * after any kill.
     *
     * <p>{@code replaced_by} is the way back: the retired model names the new one, unless the new one is the very model that
     * it had replaced, which is a step back and leaves no way forward.
     *
     * @param note why, for the model's row; null keeps what stands there
     * @return whether anything was to be changed
     * @throws RequestException where there is no such model
     */
    public boolean makeProduction(String modelId, @Nullable String note) {
        List<Row> rows = context.tables()
                .readWithColumns(Specs.MODELS)
                .where(functions
                        .expr(isIn(ModelStage.PRODUCTION))
                        .or(functions.col(MODEL_ID).equalTo(modelId)))
                .select(MODEL_ID, STAGE, REPLACED_BY, NOTE)
                .collectAsList();
        Row chosen = rows.stream()
                .filter(row -> row.getString(0).equals(modelId))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        "Cannot make model " + modelId + " the production model: there is no such model in workspace "
                                + context.workspace().root()));
        List<Row> others =
                rows.stream().filter(row -> !row.getString(0).equals(modelId)).toList();
        if (ModelStage.PRODUCTION.word().equals(chosen.getString(1)) && others.isEmpty()) {
            return false;
        }
        List<Replaced> changed = new ArrayList<>();
        changed.add(replaced(modelId, ModelStage.PRODUCTION, null, note == null ? chosen.getString(3) : note));
        for (Row other : others) {
            boolean back = other.getString(0).equals(chosen.getString(2));
            changed.add(replaced(other.getString(0), ModelStage.RETIRED, back ? null : modelId, other.getString(3)));
        }
        context.tables()
                .update(
                        Specs.MODELS,
                        RecordColumns.dataset(context.spark(), Replaced.class, changed)
                                .coalesce(1),
                        List.of("stage", "stage_changed_at", "replaced_by", "note"));
        return true;
    }

    /**
     * Takes a model out of service: no command scores with it until it is restored.
     *
     * @throws RequestException for the production model
     */
    public StageChange retire(String modelId, @Nullable String note) {
        return change(modelId, ModelStage.RETIRED, note);
    }

    /**
     * Makes a retired model a candidate again.
     *
     * @throws RequestException for the production model, and for one whose files are gone
     */
    public StageChange restore(String modelId, @Nullable String note) throws IOException {
        RegisteredModel model = RegisteredModel.named(RegisteredModel.all(context), modelId);
        if (!context.workspace().files().exists(model.home())) {
            throw new RequestException("Cannot restore model " + modelId + ": its directory " + model.uri()
                    + " is gone" + (model.note() == null ? "" : " (" + model.note() + ")")
                    + ", expected a model that still has its files; galaxy-vae train makes a new one");
        }
        return change(modelId, ModelStage.CANDIDATE, note);
    }

    /** Says why a model is where it is; null takes away what was said. */
    public void note(String modelId, @Nullable String note) {
        update(Noted.class, new Noted(modelId, note), List.of("note"));
    }

    private StageChange change(String modelId, ModelStage stage, @Nullable String note) {
        RegisteredModel model = RegisteredModel.named(RegisteredModel.all(context), modelId);
        if (model.isProduction()) {
            throw new RequestException("Cannot make model " + modelId + " a " + stage
                    + " one: it is in production, expected galaxy-vae models promote of another first");
        }
        boolean same = model.stage() == stage;
        if (!same) {
            update(
                    Changed.class,
                    new Changed(modelId, note, stage.word(), context.startedAt()),
                    List.of("note", "stage", "stage_changed_at"));
        } else if (note != null) {
            note(modelId, note);
        }
        return new StageChange(modelId, stage, model.stage(), note == null && same ? model.note() : note);
    }

    /** One commit. */
    private <R extends Record> void update(Class<R> type, R row, List<String> columns) {
        context.tables().update(Specs.MODELS, RecordColumns.dataset(context.spark(), type, List.of(row)), columns);
    }

    private Replaced replaced(String modelId, ModelStage stage, @Nullable String replacedBy, @Nullable String note) {
        return new Replaced(modelId, stage.word(), context.startedAt(), replacedBy, note);
    }
}
