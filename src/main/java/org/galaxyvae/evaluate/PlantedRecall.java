package org.galaxyvae.evaluate;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.image.Injection;
import org.galaxyvae.image.InjectionStrength;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.ModelHandle;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;

/**
 * A fixed set of anomalies that every night scores: the same images with the same anomalies, so that the same model finds the
 * same ones, unless something is broken.
 *
 * @param rows of the table {@code planted}
 * @param recall share that is above the threshold, 0 to 1
 */
public record PlantedRecall(List<Row> rows, double recall) {
    private static final int CHANNELS = 3;

    public PlantedRecall {
        rows = List.copyOf(rows);
    }

    /** One image with its anomaly. */
    private record Planted(String objectId, int injection, byte[] pixels) implements Serializable {}

    /** What it scored. */
    private record Scored(int at, double anomalyScore) implements Serializable {}

    /**
     * Plants and scores. Images are of the test split and were ingested before a moment, so that later nights take the same;
     * kinds and strengths take turns, without weak ones, which nothing finds.
     *
     * @param notAfter when the model was made
     * @param threshold anomaly score of the catalog's first hundredth
     */
    public static PlantedRecall measure(StageContext context, ModelChoice choice, Instant notAfter, double threshold)
            throws IOException {
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        List<Planted> planted = model.architecture().channels() == CHANNELS
                ? plant(context, choice, Timestamp.from(notAfter))
                : List.of();
        if (planted.isEmpty()) {
            return new PlantedRecall(List.of(), Double.NaN);
        }
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        Broadcast<List<Planted>> images = spark.broadcast(new ArrayList<>(planted));
        List<Scored> scored = spark.parallelize(
                        IntStream.range(0, planted.size()).boxed().toList(), spark.defaultParallelism())
                .mapPartitions(partition -> score(handle, images, partition))
                .collect();
        handle.destroy();
        images.destroy();
        List<Row> rows = new ArrayList<>();
        int found = 0;
        for (Scored one : scored) {
            Injection injection = Injection.all().get(planted.get(one.at()).injection());
            boolean recalled = one.anomalyScore() >= threshold;
            found += recalled ? 1 : 0;
            rows.add(RowFactory.create(
                    context.runId(),
                    choice.modelId(),
                    planted.get(one.at()).objectId(),
                    injection.kind().label(),
                    injection.strength().label(),
                    one.anomalyScore(),
                    recalled,
                    threshold,
                    Timestamp.from(context.startedAt())));
        }
        return new PlantedRecall(rows, (double) found / rows.size());
    }

    private static Iterator<Scored> score(
            Broadcast<ModelHandle> handle, Broadcast<List<Planted>> images, Iterator<Integer> partition) {
        return ModelHandle.stream(handle, partition, (model, batch) -> {
            List<EvidenceModel.Result> results = model.evidences(batch.stream()
                    .map(at -> new EvidenceModel.Image(
                            images.value().get(at).objectId(),
                            images.value().get(at).pixels()))
                    .toList());
            return IntStream.range(0, batch.size())
                    .mapToObj(i -> new Scored(
                            batch.get(i),
                            model.references()
                                    .combine(results.get(i).evidences())
                                    .anomalyScore()))
                    .toList();
        });
    }

    private static List<Planted> plant(StageContext context, ModelChoice choice, Timestamp notAfter) {
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(col("preparation_id")
                        .equalTo(choice.preparationId())
                        .and(col("split").equalTo("test"))
                        .and(col("ingested_at").leq(functions.lit(notAfter))));
        List<String> ids = tensors
                .select("object_id")
                .orderBy(
                        functions.xxhash64(
                                col("object_id"),
                                functions.lit(context.settings().seed())),
                        col("object_id"))
                .limit(context.settings().audit().plantedObjects())
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        List<Row> images = tensors.join(functions.broadcast(Columns.ids(context.spark(), ids)), "object_id")
                .select("object_id", "pixels")
                .orderBy("object_id")
                .collectAsList();
        List<Integer> turns = IntStream.range(0, Injection.all().size())
                .filter(i -> Injection.all().get(i).strength() != InjectionStrength.WEAK)
                .boxed()
                .toList();
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            int injection = turns.get(i % turns.size());
            String objectId = images.get(i).getString(0);
            byte[] other = images.get((i + images.size() / 2) % images.size()).getAs(1);
            planted.add(new Planted(
                    objectId,
                    injection,
                    Injection.all()
                            .get(injection)
                            .into(
                                    images.get(i).getAs(1),
                                    other,
                                    context.settings().seed(),
                                    objectId)));
        }
        return planted;
    }
}
