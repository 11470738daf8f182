package org.galaxyvae.lab.compress;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.CompressionRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.Batched;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.pixel.sky.Split;
import org.galaxyvae.train.learn.TrainingTensors;

/** Measures on held-out objects what is left of an image that is kept in few bytes, and writes it in one commit. */
public final class CompressStage {
    /** Enough to fit principal components well, few enough for the driver's memory (12 kB each, and as floats four times that). */
    private static final int COMPONENT_IMAGES = 4096;

    private static final int HASH_DIGITS = 16;

    private CompressStage() {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where a model's preparation has no held-out object
     */
    public static CompressSummary run(StageContext context, CompressRequest request) {
        List<ModelChoice> models = request.modelIds().isEmpty()
                ? List.of(ModelChoice.of(context, null))
                : request.modelIds().stream()
                        .map(modelId -> ModelChoice.of(context, modelId))
                        .toList();
        List<Compression> rows = new ArrayList<>();
        List<CompressionRow> stored = new ArrayList<>();
        int rawBytes = 0;
        for (ModelChoice choice : models) {
            SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
            rawBytes = model.architecture().imageLength();
            List<Kept> kept = measured(context, choice, model, request.objects());
            int components = kept.stream()
                    .filter(one -> one.coding().equals(Coder.COMPONENTS + Precision.INT8.label()))
                    .findFirst()
                    .orElseThrow()
                    .bytes();
            List<Compression> found =
                    Compression.of(choice.modelId(), kept, model.architecture().latent(), components, rawBytes);
            rows.addAll(found);
            String objectsHash = Hashes.sha256(
                    kept.stream().map(Kept::objectId).distinct().collect(Collectors.joining("\n")), HASH_DIGITS);
            found.forEach(row -> stored.add(stored(context, row, objectsHash)));
        }
        String out = request.out();
        String csv = out == null
                ? null
                : OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration())
                        .write("compression.csv", CompressSummary.csv(rows).getBytes(StandardCharsets.UTF_8));
        context.tables()
                .append(
                        Specs.COMPRESSIONS,
                        RecordColumns.dataset(context.spark(), CompressionRow.class, stored)
                                .coalesce(1));
        return new CompressSummary(context.runId(), rawBytes, rows, csv);
    }

    /** Of all objects, sorted by object. */
    private static List<Kept> measured(StageContext context, ModelChoice choice, SavedModel model, int most) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        spark.sc().setJobDescription("compress with model " + choice.modelId());
        Dataset<Row> heldOut = TrainingTensors.sample(
                context.tables()
                        .read(Specs.TENSORS)
                        .where(col(PREPARATION_ID).equalTo(choice.preparationId()))
                        .where(col(SPLIT).equalTo(Split.TEST.label())),
                most);
        long total = heldOut.count();
        if (total == 0) {
            throw new InvalidDataException(
                    "Cannot measure compression with model " + choice.modelId() + ": preparation "
                            + choice.preparationId() + " has no object in the test split, ingest more images");
        }
        int latent = model.architecture().latent();
        context.progress().note("model " + choice.modelId() + ": fitting " + latent + " principal components");
        PrincipalComponents components = PrincipalComponents.fit(
                TrainingTensors.samplePixels(
                        TrainingTensors.of(context.with(model.settings()), model.preparation())
                                .training(),
                        COMPONENT_IMAGES),
                latent,
                model.settings().seed());
        Coder coder = new Coder(Decoder.of(model), components, null, null);
        JavaRDD<Coder.Image> images = heldOut.select(OBJECT_ID, PIXELS)
                .repartition((int) Math.max(
                        1,
                        Math.min(
                                spark.defaultParallelism(),
                                total / coder.network().batch())))
                .javaRDD()
                .map(row -> new Coder.Image(row.getString(0), row.getAs(1)));
        List<Coder.Vectors> vectors = through(spark, coder, images, Coder.Opened::vectors);
        Coder complete = coder.with(
                ByteSteps.of(vectors.stream().map(Coder.Vectors::latent).toList()),
                ByteSteps.of(vectors.stream().map(Coder.Vectors::coefficients).toList()));
        LongAccumulator done = spark.sc().longAccumulator("compressed");
        List<Kept> kept = context.progress()
                .track(
                        "compress",
                        total,
                        done::value,
                        () -> through(spark, complete, images, (opened, batch) -> {
                            List<Kept> found = opened.kept(batch);
                            done.add(batch.size());
                            return found;
                        }));
        return kept.stream().sorted(Comparator.comparing(Kept::objectId)).toList();
    }

    /** What to make of a batch on an executor. */
    private interface Work<R> extends java.io.Serializable {
        List<R> of(Coder.Opened opened, List<Coder.Image> batch);
    }

    private static <R> List<R> through(JavaSparkContext spark, Coder coder, JavaRDD<Coder.Image> images, Work<R> work) {
        Broadcast<Coder> sent = spark.broadcast(coder);
        List<R> found = images.mapPartitions(partition -> Batched.stream(
                        () -> sent.value().open(), Coder.Opened::batch, Coder.Opened::close, partition, work::of))
                .collect();
        sent.destroy();
        return found;
    }

    private static CompressionRow stored(StageContext context, Compression row, String objectsHash) {
        return new CompressionRow(
                context.runId(),
                row.modelId(),
                row.coding(),
                row.numbers(),
                row.bytes(),
                row.ratio(),
                row.mse(),
                row.psnrDb(),
                row.ssim(),
                row.fitShare(),
                row.objects(),
                objectsHash,
                context.startedAt());
    }
}
