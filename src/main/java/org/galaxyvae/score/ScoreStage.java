package org.galaxyvae.score;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.evidence.Evidences;
import org.galaxyvae.evidence.References;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.ModelHandle;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.TableSpec;
import org.jspecify.annotations.Nullable;

/** Maps the whole catalog through one model and publishes latents and scores. */
public final class ScoreStage {
    private static final int PARTITIONS_PER_CORE = 4;
    private static final StructType STAGED =
            StructType.fromDDL("object_id STRING, z ARRAY<FLOAT>, z_sd ARRAY<FLOAT>, reconstruction_log_prob DOUBLE,"
                    + " reconstruction_nll DOUBLE, reconstruction_nll_se DOUBLE, mse DOUBLE, central_mse DOUBLE,"
                    + " kl DOUBLE, negative_elbo DOUBLE, mahalanobis DOUBLE, asymmetry DOUBLE, anomaly_score DOUBLE,"
                    + " network_score DOUBLE, p_value DOUBLE, top_evidence STRING, ra_deg DOUBLE, dec_deg DOUBLE,"
                    + " content_hash STRING, split STRING");

    private ScoreStage() {}

    /**
     * Scores every tensor of the model's preparation.
     *
     * @param modelId the model, or null for production
     */
    public static ScoreSummary run(StageContext context, @Nullable String modelId) throws Exception {
        ModelChoice choice = ModelChoice.of(context, modelId);
        Path home = new Path(choice.uri());
        SavedModel model = ModelDirectory.read(context.workspace().files(), home);
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col("preparation_id").equalTo(choice.preparationId()));
        long total = tensors.count();
        if (total == 0) {
            throw new InvalidDataException("Cannot score: no tensors of preparation " + choice.preparationId()
                    + ", which model " + choice.modelId() + " reads; run galaxy-vae ingest first");
        }
        Path staging = new Path(context.workspace().staging(context.runId()), "scored");
        long started = System.nanoTime();
        stage(context, model, tensors, total, staging);
        double imagesPerS = total / ((System.nanoTime() - started) / 1e9);
        context.progress().note("ranking and publishing");
        publish(context, model, home, context.spark().read().schema(STAGED).parquet(staging.toString()));
        context.workspace().files().delete(context.workspace().staging(context.runId()), true);
        int calibration = model.references().calibrationObjects();
        return new ScoreSummary(
                context.runId(),
                choice.modelId(),
                total,
                imagesPerS,
                calibration,
                1.0 / (calibration + 1),
                context.workspace().published(context.runId()).toString());
    }

    private static void stage(StageContext context, SavedModel model, Dataset<Row> tensors, long total, Path staging)
            throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(
                ModelHandle.of(model.architecture(), model.parameters(), model.references(), model.settings()));
        LongAccumulator done = spark.sc().longAccumulator("scored");
        spark.sc().setJobDescription("score " + total + " images with model " + model.modelId());
        JavaRDD<Row> rows = spread(
                        tensors.select("object_id", "pixels", "ra_deg", "dec_deg", "content_hash", "split"), spark)
                .javaRDD()
                .mapPartitions(partition -> ModelHandle.stream(handle, partition, (opened, batch) -> {
                    List<Row> scored = score(opened, batch);
                    done.add(batch.size());
                    return scored;
                }));
        context.progress().track("score", total, done::value, () -> {
            context.spark().createDataFrame(rows, STAGED).write().parquet(staging.toString());
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
        return RowFactory.create(
                result.objectId(),
                result.z(),
                result.zSd(),
                evidences.reconstructionLogProb(),
                evidences.reconstructionNll(),
                evidences.reconstructionNllSe(),
                evidences.mse(),
                evidences.centralMse(),
                evidences.kl(),
                evidences.negativeElbo(),
                evidences.mahalanobis(),
                evidences.asymmetry(),
                combination.anomalyScore(),
                combination.networkScore(),
                references.pValue(combination.anomalyScore()),
                combination.topEvidence(),
                tensor.getAs("ra_deg"),
                tensor.getAs("dec_deg"),
                tensor.getAs("content_hash"),
                tensor.getAs("split"));
    }

    /** Plain Parquet first, unseen until CURRENT names it; then the tables, scores last; then CURRENT. */
    private static void publish(StageContext context, SavedModel model, Path home, Dataset<Row> staged)
            throws IOException {
        Dataset<Row> named = staged.withColumn("model_id", functions.lit(model.modelId()))
                .withColumn("run_id", functions.lit(context.runId()))
                .withColumn("scoring_hash", functions.lit(model.scoringHash()))
                .withColumn("scored_at", functions.lit(java.sql.Timestamp.from(context.startedAt())));
        Dataset<Row> objects =
                context.spark().read().parquet(new Path(home, ModelDirectory.TRAINING_OBJECTS).toString());
        Dataset<Row> scores = Ranks.add(trainedOn(named, objects));
        Path published = context.workspace().published(context.runId());
        context.spark().sparkContext().setJobDescription("publish " + context.runId());
        write(context, Specs.LATENTS, named, new Path(published, "latents"), model.modelId());
        replace(context, Specs.EVIDENCES, select(Specs.EVIDENCES, named), model.modelId());
        write(context, Specs.SCORES, scores, new Path(published, "scores"), model.modelId());
        context.workspace().replaceText(context.workspace().current(), context.runId() + "\n");
    }

    private static void write(StageContext context, TableSpec table, Dataset<Row> rows, Path path, String modelId) {
        select(table, rows).write().parquet(path.toString());
        replace(context, table, context.spark().read().parquet(path.toString()), modelId);
    }

    private static void replace(StageContext context, TableSpec table, Dataset<Row> rows, String modelId) {
        context.tables().overwrite(table, rows, functions.col("model_id").equalTo(modelId));
    }

    private static Dataset<Row> select(TableSpec table, Dataset<Row> rows) {
        Column[] columns = java.util.Arrays.stream(table.schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** By id or by content: a copy of a training image was seen as well. */
    private static Dataset<Row> trainedOn(Dataset<Row> rows, Dataset<Row> objects) {
        Dataset<Row> ids =
                objects.select(functions.col("object_id")).distinct().withColumn("by_id", functions.lit(true));
        Dataset<Row> contents =
                objects.select(functions.col("content_hash")).distinct().withColumn("by_content", functions.lit(true));
        return rows.join(ids, "object_id", "left")
                .join(contents, "content_hash", "left")
                .withColumn(
                        "trained_on",
                        functions.coalesce(functions.col("by_id"), functions.col("by_content"), functions.lit(false)))
                .drop("by_id", "by_content");
    }
}
