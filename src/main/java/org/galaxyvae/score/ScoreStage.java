package org.galaxyvae.score;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.Calibration;
import org.galaxyvae.model.evidence.Evidence;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Evidences;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/** Maps the whole catalog through one model and publishes latents and scores. */
public final class ScoreStage {
    private static final int PARTITIONS_PER_CORE = 4;
    private static final int BROADCAST_OBJECTS = 1_000_000;

    private ScoreStage() {}

    /**
     * Scores every tensor of the model's preparation and publishes the run.
     *
     * @param modelId the model, or null for production
     * @param again also what is known and unchanged
     */
    public static ScoreSummary run(StageContext context, @Nullable String modelId, boolean again) throws Exception {
        StageContext unseen = context.with(context.tables().onBranch(Branches.ofNight(context.runId())));
        ScoreSummary summary = write(unseen, modelId, again);
        Handover.publish(context, context.runId(), summary.modelId());
        return summary;
    }

    /**
     * Scores every tensor of the model's preparation into the tables of the context; computed is only what no run before
     * computed from the same content with the same model.
     *
     * @param modelId the model, or null for production
     * @param again also what is known and unchanged
     */
    public static ScoreSummary write(StageContext context, @Nullable String modelId, boolean again) throws Exception {
        ModelChoice choice = ModelChoice.of(context, modelId).inService();
        Path home = new Path(choice.uri());
        SavedModel model = ModelDirectory.read(context.workspace().files(), home);
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col("preparation_id").equalTo(choice.preparationId()));
        Dataset<Row> objects = tensors.select("object_id", "content_hash", "ra_deg", "dec_deg", "split", "ingested_at");
        long total = objects.count();
        if (total == 0) {
            throw new InvalidDataException("Cannot score: no tensors of preparation " + choice.preparationId()
                    + ", which model " + choice.modelId() + " reads; run galaxy-vae ingest first");
        }
        UnfinishedPass pass = new UnfinishedPass(context, model);
        if (again) {
            pass.clear();
        } else {
            pass.dropDamaged();
        }
        KnownEvidences evidences = new KnownEvidences(context, model);
        // read by the count, and by each of the tables that are written
        Dataset<Row> known = evidences.of(objects).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> wanted = again ? objects : without(objects, known);
        Dataset<Row> missing = pass.missingOf(wanted);
        long fresh = missing.count();
        long started = System.nanoTime();
        passOver(context, model, fresh == total ? tensors : only(tensors, missing, fresh), fresh, pass);
        long scored = System.nanoTime();
        context.progress().note("ranking");
        Dataset<Row> computed = pass.of(wanted);
        Dataset<Row> all = again || fresh == total ? computed : computed.unionByName(known.select(columns(computed)));
        new Publication(context, model, home).write(all, evidences.areUnpublished() ? all : computed);
        known.unpersist();
        pass.clear();
        Calibration calibration = model.references().calibration();
        return new ScoreSummary(
                context.runId(),
                choice.modelId(),
                total,
                fresh,
                fresh == 0 ? 0 : fresh / ((scored - started) / 1e9),
                (System.nanoTime() - scored) / 1e9,
                calibration.objects(),
                calibration.smallestPValue(),
                calibration.tailFitP(),
                context.workspace().published(context.runId()).toString());
    }

    /**
     * The objects that a scoring would compute: no earlier run has, nor a pass that was killed.
     *
     * @param objects with the columns of {@code tensors} but for the pixels
     */
    public static Dataset<Row> unknown(StageContext context, SavedModel model, Dataset<Row> objects)
            throws IOException {
        Dataset<Row> known = new KnownEvidences(context, model)
                .of(objects.select("object_id", "content_hash", "ra_deg", "dec_deg", "split"));
        return new UnfinishedPass(context, model).missingOf(without(objects, known));
    }

    private static Column[] columns(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    }

    private static Dataset<Row> without(Dataset<Row> objects, Dataset<Row> known) {
        return objects.join(known, new String[] {"object_id"}, "left_anti");
    }

    /** The tensors of some objects; files whose newest row is older than all of them are not opened. */
    private static Dataset<Row> only(Dataset<Row> tensors, Dataset<Row> wanted, long count) {
        Dataset<Row> since = tensors;
        Object first = wanted.agg(functions.min("ingested_at")).first().get(0);
        if (first != null) {
            since = tensors.where(functions.col("ingested_at").geq(functions.lit(first)));
        }
        Dataset<Row> keys = wanted.select("object_id");
        return since.join(
                count <= BROADCAST_OBJECTS ? functions.broadcast(keys) : keys, new String[] {"object_id"}, "left_semi");
    }

    private static void passOver(
            StageContext context, SavedModel model, Dataset<Row> tensors, long total, UnfinishedPass pass)
            throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        LongAccumulator done = spark.sc().longAccumulator("scored");
        spark.sc().setJobDescription("score " + total + " images with model " + model.modelId());
        JavaRDD<Row> rows = spread(tensors.select("object_id", "pixels", "content_hash"), spark)
                .javaRDD()
                .mapPartitions(partition -> ModelHandle.stream(handle, partition, (opened, batch) -> {
                    List<Row> scored = score(opened, batch);
                    done.add(batch.size());
                    return scored;
                }));
        context.progress().track("score", total, done::value, () -> {
            pass.write(context.spark().createDataFrame(rows, UnfinishedPass.ROW));
            return total;
        });
        handle.destroy();
    }

    /** A small table is few files: without this, one core would do all the work. */
    private static Dataset<Row> spread(Dataset<Row> tensors, JavaSparkContext spark) {
        int wanted = PARTITIONS_PER_CORE * spark.defaultParallelism();
        return tensors.rdd().getNumPartitions() < wanted ? tensors.repartition(wanted) : tensors;
    }

    private static List<Row> score(EvidenceModel model, List<Row> batch) {
        List<EvidenceModel.Image> images = batch.stream()
                .map(row -> new EvidenceModel.Image(row.getString(0), row.getAs("pixels")))
                .toList();
        List<EvidenceModel.Result> results = model.evidences(images);
        return java.util.stream.IntStream.range(0, batch.size())
                .mapToObj(i -> toRow(results.get(i), model.references(), batch.get(i)))
                .toList();
    }

    private static Row toRow(EvidenceModel.Result result, References references, Row tensor) {
        Evidences evidences = result.evidences();
        References.Combination combination = references.combine(evidences);
        Stream<Object> leading = Stream.of(
                result.objectId(),
                tensor.getAs("content_hash"),
                result.z(),
                result.zSd(),
                evidences.reconstructionLogProb(),
                evidences.reconstructionNllSe(),
                combination.anomalyScore(),
                combination.networkScore(),
                references.pValue(combination.anomalyScore()),
                references.pTail(combination.anomalyScore()),
                combination.topEvidence());
        Stream<Object> values = Arrays.stream(Evidence.values()).map(evidence -> evidence.of(evidences));
        return RowFactory.create(Stream.concat(leading, values).toArray());
    }
}
