package org.galaxyvae.score.evaluate;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.galaxyvae.base.row.PlantedRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.pixel.inject.InjectionStrength;

/**
 * What a model finds of a fixed set of anomalies: the same images with the same anomalies every night, so with the same model
 * the same scores, and only the catalog around them, and so the threshold, changes.
 *
 * @param rows of the table {@code planted}, by object id
 * @param recalled how many score at least the threshold
 */
public record PlantedRecall(List<PlantedRow> rows, long recalled) {
    private static final int CHANNELS = 3;

    /** Weak ones are mostly missed by any score, and would only blur the share. */
    static final List<Injection> INJECTIONS = Injection.all().stream()
            .filter(injection -> injection.strength() != InjectionStrength.WEAK)
            .sorted(Comparator.comparing(Injection::strength).thenComparing(Injection::kind))
            .toList();

    public PlantedRecall {
        rows = List.copyOf(rows);
    }

    /** One image with its anomaly, and what it scored. */
    private record Scored(PlantedObject object, double score) implements Serializable {}

    /** How many were planted. */
    public long planted() {
        return rows.size();
    }

    /** Share of the planted that is recalled, 0 to 1; NaN where none was planted. */
    public double recall() {
        return rows.isEmpty() ? Double.NaN : (double) recalled / rows.size();
    }

    /**
     * Plants {@code audit.planted_objects} anomalies and scores them with the model's own settings and seed.
     *
     * @param notAfter only images ingested until then take part: when the model was made
     * @param threshold the score from which an object counts as found
     * @return without rows for a model of other than three bands, where nothing can be drawn
     */
    public static PlantedRecall measure(StageContext context, SavedModel model, Instant notAfter, double threshold) {
        int most = context.settings().audit().plantedObjects();
        if (most == 0 || model.architecture().channels() != CHANNELS) {
            return new PlantedRecall(List.of(), 0);
        }
        long seed = model.settings().seed();
        List<PlantedObject> objects =
                PlantedObject.choose(context, model.preparation().id(), seed, notAfter, most);
        List<PlantedRow> rows = new ArrayList<>();
        long recalled = 0;
        for (Scored one : score(context, model, objects, seed)) {
            boolean found = one.score() >= threshold;
            recalled += found ? 1 : 0;
            Injection injection = INJECTIONS.get(one.object().turn());
            rows.add(new PlantedRow(
                    context.runId(),
                    model.modelId(),
                    one.object().objectId(),
                    injection.kind().label(),
                    injection.strength().label(),
                    one.score(),
                    found,
                    threshold,
                    context.startedAt()));
        }
        return new PlantedRecall(rows, recalled);
    }

    private static List<Scored> score(StageContext context, SavedModel model, List<PlantedObject> objects, long seed) {
        if (objects.isEmpty()) {
            return List.of();
        }
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        spark.sc().setJobDescription("score " + objects.size() + " planted anomalies");
        int tasks = Math.min(objects.size(), spark.defaultParallelism());
        List<Scored> scored = spark.parallelize(objects, tasks)
                .mapPartitions(part -> ModelHandle.stream(handle, part, (opened, batch) -> score(opened, batch, seed)))
                .collect();
        handle.destroy();
        return scored;
    }

    private static List<Scored> score(EvidenceModel model, List<PlantedObject> batch, long seed) {
        List<EvidenceModel.Result> results = model.evidences(batch.stream()
                .map(one -> new EvidenceModel.Image(one.objectId(), one.planted(INJECTIONS.get(one.turn()), seed)))
                .toList());
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            scored.add(new Scored(
                    batch.get(i).withoutPixels(),
                    model.references().combine(results.get(i).evidences()).anomalyScore()));
        }
        return scored;
    }
}
