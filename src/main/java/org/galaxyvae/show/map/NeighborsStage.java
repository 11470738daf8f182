package org.galaxyvae.show.map;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.NeighborRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.neighbor.ModelLatents;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.maths.NearestVectors;
import org.jspecify.annotations.Nullable;

/** Fills {@code neighbors}: the nearest of every scored object among all others, exact. */
public final class NeighborsStage {
    /** Objects whose neighbors are sought in one pass over all: together they stay in the caches. */
    private static final int BATCH = 64;
    /** More tasks than cores, so that the last ones end about together, and no more files than that. */
    private static final int TASKS_PER_CORE = 4;

    private NeighborsStage() {}

    /**
     * Runs the stage; replaces the model's rows by one commit.
     *
     * @param wanted the model, or null for production
     * @throws InvalidDataException where the model has no latents
     */
    public static NeighborsSummary run(StageContext context, @Nullable String wanted) {
        String modelId = ModelChoice.of(context, wanted).modelId();
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        spark.sc().setJobDescription("neighbors of all objects of model " + modelId);
        ModelLatents latents = ModelLatents.collect(
                PublishedLatents.of(context.tables(), modelId).select(OBJECT_ID, CONTENT_HASH, Z), ModelLatents.BY_ID);
        if (latents.size() == 0) {
            throw new InvalidDataException("Cannot find neighbors with model " + modelId
                    + ": it has no latents, run galaxy-vae score --model " + modelId + " first");
        }
        int count = context.settings().neighbors().count();
        Broadcast<NearestVectors> blocks = spark.broadcast(latents.blocks());
        Broadcast<String[]> ids = spark.broadcast(latents.ids());
        LongAccumulator done = spark.sc().longAccumulator("objects");
        List<Integer> batches =
                IntStream.rangeClosed(0, (latents.size() - 1) / BATCH).boxed().toList();
        int tasks = Math.min(batches.size(), TASKS_PER_CORE * spark.defaultParallelism());
        String runId = context.runId();
        JavaRDD<NeighborRow> rows = spark.parallelize(batches, tasks).flatMap(batch -> {
            List<NeighborRow> found = rows(blocks.value(), ids.value(), batch, count, modelId, runId);
            done.add(Math.min(BATCH, ids.value().length - batch * BATCH));
            return found.iterator();
        });
        Stopwatch watch = Stopwatch.start();
        context.progress().track("neighbors", "objects", latents.size(), done::value, () -> {
            context.tables()
                    .overwrite(
                            Specs.NEIGHBORS,
                            RecordColumns.dataset(context.spark(), NeighborRow.class, rows),
                            col(MODEL_ID).equalTo(modelId));
            return latents;
        });
        double seconds = watch.seconds();
        blocks.destroy();
        ids.destroy();
        long written = context.tables()
                .read(Specs.NEIGHBORS)
                .where(col(MODEL_ID).equalTo(modelId))
                .count();
        return new NeighborsSummary(modelId, latents.size(), count, written, seconds);
    }

    private static List<NeighborRow> rows(
            NearestVectors blocks, String[] ids, int batch, int wanted, String modelId, String runId) {
        int from = batch * BATCH;
        int until = Math.min(blocks.size(), from + BATCH);
        float[][] queries =
                IntStream.range(from, until).mapToObj(blocks::vector).toArray(float[][]::new);
        int[] own = IntStream.range(from, until).map(blocks::group).toArray();
        NearestVectors.Found[] found = blocks.nearest(queries, own, wanted);
        List<NeighborRow> rows = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            for (int place = 0; place < found[i].places().length; place++) {
                rows.add(new NeighborRow(
                        modelId,
                        ids[from + i],
                        place + 1,
                        ids[found[i].places()[place]],
                        found[i].distances()[place],
                        runId));
            }
        }
        return rows;
    }
}
