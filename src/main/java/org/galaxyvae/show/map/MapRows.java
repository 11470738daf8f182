package org.galaxyvae.show.map;

import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MAPPED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.Batched;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.neighbor.Query;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code map} with the latents they were made of, in Spark: whoever was fitted where it was put, all others around them.
 *
 * @param done how many were placed
 */
record MapRows(StageContext context, String modelId, LongAccumulator done) {
    /** Vectors that are placed at once. */
    private static final int BATCH = 64;

    private static final String[] KEY = {OBJECT_ID, CONTENT_HASH};

    /** A row of the table, without what all have alike, and its latent. */
    private record Placed(
            String objectId,
            String contentHash,
            float[] z,
            double x,
            double y,
            boolean fitted,
            @Nullable Double tsneX,
            @Nullable Double tsneY) {}

    static MapRows of(StageContext context, String modelId) {
        return new MapRows(context, modelId, context.spark().sparkContext().longAccumulator("placed"));
    }

    /**
     * Places every row.
     *
     * @param latents columns object_id, content_hash, z
     * @param neighbors of the fitted whose positions are averaged
     */
    Dataset<Row> place(Dataset<Row> latents, FittedMap fitted, int neighbors) {
        Broadcast<FittedMap> sample = JavaSparkContext.fromSparkContext(
                        context.spark().sparkContext())
                .broadcast(fitted);
        LongAccumulator counter = done;
        var rows = latents.select(OBJECT_ID, CONTENT_HASH, Z)
                .javaRDD()
                .mapPartitions(part -> Batched.stream(sample::value, fits -> BATCH, fits -> {}, part, (fits, batch) -> {
                    counter.add(batch.size());
                    return placed(batch, fits, neighbors);
                }));
        return context.spark()
                .createDataFrame(rows, RecordColumns.schema(Placed.class))
                .withColumn(MODEL_ID, lit(modelId))
                .withColumn(RUN_ID, lit(context.runId()))
                .withColumn(MAPPED_AT, lit(Timestamp.from(context.startedAt())));
    }

    private static List<Row> placed(List<Row> rows, FittedMap fitted, int neighbors) {
        List<Row> placed = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (Row row : rows) {
            int place = fitted.place(row.getString(0));
            if (place < 0) {
                others.add(row);
            } else {
                placed.add(row(row, fitted.position(place), true, fitted.tsnePosition(place)));
            }
        }
        double[][] around = fitted.around(others.stream().map(MapRows::finite).toArray(float[][]::new), neighbors);
        for (int i = 0; i < around.length; i++) {
            placed.add(row(others.get(i), around[i], false, null));
        }
        return placed;
    }

    private static float[] finite(Row latent) {
        Query object = new Query(latent.getString(0), latent.getString(1), Latents.floats(latent, 2));
        object.requireFinite();
        return object.z();
    }

    private static Row row(Row latent, double[] position, boolean fitted, double @Nullable [] tsne) {
        return RecordColumns.row(new Placed(
                latent.getString(0),
                latent.getString(1),
                Latents.floats(latent, 2),
                position[0],
                position[1],
                fitted,
                tsne == null ? null : tsne[0],
                tsne == null ? null : tsne[1]));
    }

    /** The rows that stand and whose objects still have the pixels they were placed by, with their latents. */
    static Dataset<Row> unchanged(Dataset<Row> standing, Dataset<Row> latents) {
        return standing.join(latents.select(OBJECT_ID, CONTENT_HASH, Z), KEY);
    }

    /** The latents of objects that no row stands for. */
    static Dataset<Row> others(Dataset<Row> standing, Dataset<Row> latents) {
        return latents.join(standing.select(OBJECT_ID, CONTENT_HASH), KEY, "left_anti");
    }
}
