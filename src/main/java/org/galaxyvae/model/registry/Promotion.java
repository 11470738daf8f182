package org.galaxyvae.model.registry;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.model.directory.ModelDirectory;
import org.jspecify.annotations.Nullable;

/** Puts another model into production, together with the scores it has. */
public final class Promotion {
    private final StageContext context;
    private final Publisher publisher;

    /** Makes a run what readers see. */
    public interface Publisher {
        /**
         * Makes the model the production model and the run the published one, or completes what it began before a kill.
         *
         * @param runId whose scores, latents and plain Parquet are there
         */
        void publish(String runId, String modelId) throws Exception;
    }

    /** In the workspace of the context. */
    public Promotion(StageContext context, Publisher publisher) {
        this.context = context;
        this.publisher = publisher;
    }

    /**
     * Promotes a model that has scored the whole catalog and is as good as the one in production; a model that is in
     * production already is published again, which completes what a kill interrupted.
     *
     * @throws RequestException where it may not be promoted, with everything that stands against it
     */
    public PromotionSummary promote(PromotionRequest request) throws Exception {
        List<RegisteredModel> models = RegisteredModel.all(context);
        RegisteredModel model = RegisteredModel.named(models, request.modelId());
        RegisteredModel production = RegisteredModel.production(models);
        Map<String, ScoredRun> scored = ScoredRun.all(context);
        if (model.isProduction() || production == null) {
            requireScored(model, null, null, scored);
            return publish(model, null, scored, List.of(), List.of(), request.note());
        }
        Coverage coverage = requireScored(model, production, scored.get(production.modelId()), scored);
        Gate gate = Gate.of(ModelMeasurement.all(context), model.modelId(), production.modelId(), request.tolerance());
        List<String> refusals = new ArrayList<>();
        if (coverage.withoutTensor() > 0) {
            refusals.add("Model " + model.modelId() + " cannot score " + coverage.withoutTensor()
                    + " objects that the production model " + production.modelId()
                    + " has scored: they have no tensor of preparation " + model.preparationId()
                    + "; galaxy-vae ingest with the model's settings makes them");
        }
        refusals.addAll(gate.refusals());
        if (!refusals.isEmpty() && !request.force()) {
            refusals.add(0, "Cannot promote model " + model.modelId() + " (--force does it nevertheless):");
            throw new RequestException(refusals);
        }
        return publish(model, production, scored, gate.comparisons(), refusals, request.note());
    }

    /**
     * Puts the model back that the production model replaced, with the scores it made last; nothing is measured.
     *
     * @param from refuse where another model than this is in production, so that a repeated rollback goes no step further;
     *     null for any
     * @throws RequestException where there is none, or it has no scores any more
     */
    public PromotionSummary rollback(@Nullable String from, @Nullable String note) throws Exception {
        List<RegisteredModel> models = RegisteredModel.all(context);
        RegisteredModel production = RegisteredModel.production(models);
        if (production == null) {
            throw new RequestException("Cannot roll back: no model is in production");
        }
        if (from != null && !from.equals(production.modelId())) {
            throw new RequestException(
                    "Cannot roll back from model " + from + ": in production is " + production.modelId());
        }
        RegisteredModel before = models.stream()
                .filter(model -> production.modelId().equals(model.replacedBy()))
                .max(Comparator.comparing(model -> String.valueOf(model.stageChangedAt())))
                .orElseThrow(() -> new RequestException("Cannot roll back: the production model " + production.modelId()
                        + " replaced none, expected galaxy-vae models promote ID"));
        Map<String, ScoredRun> scored = ScoredRun.all(context);
        if (!scored.containsKey(before.modelId())) {
            throw new RequestException(
                    "Cannot roll back: model " + before.modelId() + " has no scores any more; " + scoring(before));
        }
        String why = "rolled back from " + production.modelId() + (note == null ? "" : ": " + note);
        return publish(before, production, scored, List.of(), List.of(), why);
    }

    private Coverage requireScored(
            RegisteredModel model,
            @Nullable RegisteredModel production,
            @Nullable ScoredRun standing,
            Map<String, ScoredRun> scored) {
        Coverage coverage = Coverage.of(context, model, production, standing);
        // a model in production is whole by definition: the night brings what is new
        long missing = model.isProduction() ? 0 : coverage.missing();
        if (missing > 0 || !scored.containsKey(model.modelId())) {
            throw new RequestException("Cannot promote model " + model.modelId() + ": it has not scored "
                    + coverage.missing() + " of " + coverage.expected() + " objects of the catalog; "
                    + scoring(model));
        }
        return coverage;
    }

    private static String scoring(RegisteredModel model) {
        String restore = model.stage() == ModelStage.RETIRED
                ? "galaxy-vae models restore " + model.modelId() + " and then "
                : "";
        return restore + "galaxy-vae score --model " + model.modelId() + " does it";
    }

    private PromotionSummary publish(
            RegisteredModel model,
            @Nullable RegisteredModel production,
            Map<String, ScoredRun> scored,
            List<ModelComparison> comparisons,
            List<String> overridden,
            @Nullable String note)
            throws Exception {
        FileSystem files = context.workspace().files();
        // refuses a damaged directory, and one that no night could score with
        ModelDirectory.read(files, model.home()).references();
        ScoredRun run = java.util.Objects.requireNonNull(scored.get(model.modelId()));
        restoreFiles(run);
        String why = why(note, overridden);
        if (!model.isProduction() || why != null) {
            new ModelRegistry(context).note(model.modelId(), why);
        }
        publisher.publish(run.runId(), model.modelId());
        return new PromotionSummary(
                model.modelId(),
                production == null ? null : production.modelId(),
                run.runId(),
                run.objects(),
                comparisons,
                overridden,
                why);
    }

    private static @Nullable String why(@Nullable String note, List<String> overridden) {
        if (overridden.isEmpty()) {
            return note;
        }
        return (note == null ? "forced" : note + " (forced") + " against: " + String.join("; ", overridden)
                + (note == null ? "" : ")");
    }

    /** The plain Parquet of the run, where it was swept since: the tables still have every row. */
    private void restoreFiles(ScoredRun run) throws java.io.IOException {
        FileSystem files = context.workspace().files();
        Path published = context.workspace().published(run.runId());
        for (TableSpec table : List.of(Specs.LATENTS, Specs.SCORES)) {
            Path folder = new Path(published, table.name());
            // written last: without it a kill left a part
            if (files.exists(new Path(folder, "_SUCCESS"))) {
                continue;
            }
            context.tables()
                    .readWithColumns(table)
                    .where(functions
                            .col(MODEL_ID)
                            .equalTo(run.modelId())
                            .and(functions.col(RUN_ID).equalTo(run.runId())))
                    .write()
                    .mode("overwrite")
                    .parquet(folder.toString());
        }
    }
}
