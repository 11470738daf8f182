package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.CHANNELS;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NEIGHBORS;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.TOP_EVIDENCE;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.ExplainedDimension;
import org.galaxyvae.base.row.ExplanationRow;
import org.galaxyvae.base.row.NormalNeighbor;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.neighbor.Neighbor;
import org.galaxyvae.model.neighbor.NormalObjects;
import org.galaxyvae.model.neighbor.Query;
import org.galaxyvae.model.registry.ModelChoice;

/** Keeps why the first objects of a model's new ranking stand out; replaces what was kept of the one before. */
record Explanations(StageContext context, SavedModel model) {
    /** An object with the normal ones around it. */
    private record Surrounded(String objectId, List<NormalNeighbor> neighbors) {}

    /** Reads the model's scores and latents back, which must be committed. */
    void write() {
        Settings.Explain wanted = context.settings().explain();
        if (wanted.objects() == 0) {
            context.tables().delete(Specs.EXPLANATIONS, "model_id = '" + model.modelId() + "'");
            return;
        }
        context.progress().note("explaining the first " + wanted.objects());
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Dataset<Row> first = withNeighbors(first(wanted.objects()), wanted.neighbors());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        spark.sc().setJobDescription("explain the first " + wanted.objects() + " objects");
        JavaRDD<Row> rows = withPixels(first)
                // few rows out of many files; a network is opened for each partition
                .repartition(Math.max(
                        1,
                        Math.min(
                                spark.defaultParallelism(),
                                wanted.objects() / model.settings().score().batchSize())))
                .javaRDD()
                .mapPartitions(partition -> ModelHandle.stream(handle, partition, Explanations::explain));
        context.tables()
                .overwrite(
                        Specs.EXPLANATIONS,
                        context.spark().createDataFrame(rows, Specs.EXPLANATIONS.schema()),
                        functions.col(MODEL_ID).equalTo(model.modelId()));
        handle.destroy();
    }

    /** Scores and latents of the first objects. */
    private Dataset<Row> first(int objects) {
        return context.tables()
                .read(Specs.SCORES)
                .where(functions.col(MODEL_ID).equalTo(model.modelId()))
                .where(functions.col(RANK).leq(objects))
                .join(
                        PublishedLatents.of(context.tables(), model.modelId()).select(OBJECT_ID, Z, CONTENT_HASH),
                        OBJECT_ID);
    }

    private Dataset<Row> withNeighbors(Dataset<Row> first, int wanted) {
        List<Query> queries = first.select(OBJECT_ID, CONTENT_HASH, Z).collectAsList().stream()
                .map(row -> new Query(row.getString(0), row.getString(1), Latents.floats(row, 2)))
                .toList();
        List<Surrounded> neighbors = new ArrayList<>();
        new NormalObjects(context, model.modelId())
                .nearest(queries, wanted)
                .forEach((objectId, found) -> neighbors.add(new Surrounded(objectId, normal(found))));
        return first.join(RecordColumns.dataset(context.spark(), Surrounded.class, neighbors), OBJECT_ID);
    }

    private static List<NormalNeighbor> normal(List<Neighbor> neighbors) {
        return neighbors.stream()
                .map(neighbor -> new NormalNeighbor(neighbor.objectId(), neighbor.distance()))
                .toList();
    }

    /** The few come to the pixels, which are never moved. */
    private Dataset<Row> withPixels(Dataset<Row> first) {
        String preparationId = ModelChoice.of(context, model.modelId()).preparationId();
        return context.tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(preparationId))
                .select(OBJECT_ID, HEIGHT, WIDTH, CHANNELS, PIXELS)
                .join(functions.broadcast(first), OBJECT_ID);
    }

    private static List<Row> explain(EvidenceModel model, List<Row> batch) {
        List<float[]> reconstructions = model.reconstructions(batch.stream()
                .map(row -> Latents.floats(row, row.fieldIndex(Z)))
                .toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            rows.add(explain(model, batch.get(i), reconstructions.get(i)));
        }
        return rows;
    }

    private static Row explain(EvidenceModel model, Row row, float[] reconstruction) {
        Residual residual = Residual.of(
                row.getAs(PIXELS),
                reconstruction,
                row.<Integer>getAs(HEIGHT),
                row.<Integer>getAs(WIDTH),
                row.<Integer>getAs(CHANNELS));
        Explanation explanation = Explanation.of(
                model.references(),
                evidence -> row.<Double>getAs(evidence.column()),
                Latents.floats(row, row.fieldIndex(Z)),
                residual);
        Residual.Place place = residual.place();
        Map<String, Double> percentiles = new LinkedHashMap<>();
        explanation.clues().forEach(clue -> percentiles.put(clue.evidence().column(), clue.percentile()));
        return RecordColumns.row(new ExplanationRow(
                row.getAs(MODEL_ID),
                row.getAs(OBJECT_ID),
                row.getAs(RANK),
                row.getAs(ANOMALY_SCORE),
                row.getAs(TOP_EVIDENCE),
                explanation.summary(),
                percentiles,
                explanation.latents().stream()
                        .map(offset -> new ExplainedDimension(offset.dimension(), offset.sigmas()))
                        .toList(),
                residual.float16(),
                residual.height(),
                residual.width(),
                residual.channels(),
                place.row(),
                place.column(),
                place.extent(),
                place.centralShare(),
                row.<Row>getList(row.fieldIndex(NEIGHBORS)).stream()
                        .map(neighbor -> RecordColumns.read(neighbor, NormalNeighbor.class))
                        .toList(),
                row.getAs(RUN_ID)));
    }
}
