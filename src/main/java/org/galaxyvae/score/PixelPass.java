package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;

/** Streams tensors through a model; the one place of a scoring that reads pixels. */
record PixelPass(StageContext context, SavedModel model) {
    private static final int PARTITIONS_PER_CORE = 4;
    private static final int BROADCAST_OBJECTS = 1_000_000;

    /**
     * Adds the rows of the tensors to what an earlier pass has made.
     *
     * @param images how many tensors there are, for progress
     */
    void run(Dataset<Row> tensors, long images, UnfinishedPass pass) throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        LongAccumulator done = spark.sc().longAccumulator("scored");
        spark.sc().setJobDescription("score " + images + " images with model " + model.modelId());
        JavaRDD<ScoredRow> rows = spread(tensors.select(OBJECT_ID, PIXELS, CONTENT_HASH), spark)
                .javaRDD()
                .mapPartitions(partition -> ModelHandle.stream(handle, partition, (opened, batch) -> {
                    List<ScoredRow> scored = score(opened, batch);
                    done.add(batch.size());
                    return scored;
                }));
        context.progress().track("score", images, done::value, () -> {
            pass.write(RecordColumns.dataset(context.spark(), ScoredRow.class, rows));
            return images;
        });
        handle.destroy();
    }

    /** The tensors of some objects; files whose newest row is older than all of them are not opened. */
    static Dataset<Row> only(Dataset<Row> tensors, Dataset<Row> wanted, long count) {
        Dataset<Row> since = tensors;
        Object first = wanted.agg(functions.min(INGESTED_AT)).first().get(0);
        if (first != null) {
            since = tensors.where(functions.col(INGESTED_AT).geq(functions.lit(first)));
        }
        Dataset<Row> keys = wanted.select(OBJECT_ID);
        return since.join(
                count <= BROADCAST_OBJECTS ? functions.broadcast(keys) : keys, new String[] {OBJECT_ID}, "left_semi");
    }

    /** A small table is few files: without this, one core would do all the work. */
    private static Dataset<Row> spread(Dataset<Row> tensors, JavaSparkContext spark) {
        int wanted = PARTITIONS_PER_CORE * spark.defaultParallelism();
        return tensors.rdd().getNumPartitions() < wanted ? tensors.repartition(wanted) : tensors;
    }

    private static List<ScoredRow> score(EvidenceModel model, List<Row> batch) {
        List<EvidenceModel.Image> images = batch.stream()
                .map(row -> new EvidenceModel.Image(row.getString(0), row.getAs(PIXELS)))
                .toList();
        List<EvidenceModel.Result> results = model.evidences(images);
        return IntStream.range(0, batch.size())
                .mapToObj(i -> ScoredRow.of(batch.get(i).getAs(CONTENT_HASH), results.get(i), model.references()))
                .toList();
    }
}
