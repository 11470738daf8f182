package org.galaxyvae.model.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.jspecify.annotations.Nullable;

/**
 * The models of a workspace.
 *
 * @param productionModel the one in production, or null
 * @param publishedRun what readers of the published Parquet see, or null
 * @param models the newest first
 */
public record ModelList(
        @Nullable String productionModel, @Nullable String publishedRun, List<Entry> models) implements Summary {
    /**
     * One model.
     *
     * @param madeAt UTC, ISO 8601
     * @param validation figures of the training, by name; empty for a model that was refitted
     * @param scored what it has scored, or null for nothing
     */
    public record Entry(
            String modelId,
            ModelStage stage,
            String madeAt,
            @Nullable String stageChangedAt,
            String preparationId,
            long imagesPresented,
            Map<String, Double> validation,
            @Nullable ScoredRun scored,
            @Nullable String replacedBy,
            @Nullable String note) {}

    public ModelList {
        models = List.copyOf(models);
    }

    /** Of the context's workspace. */
    public static ModelList of(StageContext context) {
        List<RegisteredModel> models = RegisteredModel.all(context);
        RegisteredModel production = RegisteredModel.production(models);
        Map<String, ScoredRun> scored = ScoredRun.all(context);
        return new ModelList(
                production == null ? null : production.modelId(),
                context.workspace().currentRun().orElse(null),
                models.stream()
                        .map(model -> entry(model, scored.get(model.modelId())))
                        .toList());
    }

    static Entry entry(RegisteredModel model, @Nullable ScoredRun scored) {
        return new Entry(
                model.modelId(),
                model.stage(),
                model.createdAt(),
                model.stageChangedAt(),
                model.preparationId(),
                model.imagesPresented(),
                StoredJson.numbers(model.metrics(), "validation_"),
                scored,
                model.replacedBy(),
                model.note());
    }

    @Override
    public List<String> lines() {
        if (models.isEmpty()) {
            return List.of("no model yet: galaxy-vae train makes one");
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Entry model : models) {
            ScoredRun scored = model.scored();
            rows.add(Arrays.asList(
                    model.modelId(),
                    model.stage().word(),
                    day(model.madeAt()),
                    model.preparationId(),
                    String.format(Locale.ROOT, "%,d", model.imagesPresented()),
                    figure(model, "validation_mse", "%.3e"),
                    figure(model, "validation_ssim", "%.4f"),
                    figure(model, "validation_elbo", "%.0f"),
                    scored == null ? "" : String.format(Locale.ROOT, "%,d", scored.objects()),
                    scored == null ? "" : scored.runId(),
                    scored != null && scored.published() ? "published" : ""));
        }
        return TextTable.lines(
                List.of(
                        "model",
                        "stage",
                        "made",
                        "preparation",
                        "images presented",
                        "val. mse",
                        "ssim",
                        "elbo",
                        "scored",
                        "by run",
                        ""),
                rows);
    }

    private static String figure(Entry model, String name, String format) {
        Double value = model.validation().get(name);
        return value == null ? "" : String.format(Locale.ROOT, format, value);
    }

    private static String day(String time) {
        return time.substring(0, "2026-01-01T00:00".length()).replace('T', ' ');
    }
}
