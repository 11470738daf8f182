package org.galaxyvae.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.config.Settings;
import org.galaxyvae.config.SettingsReader;
import org.galaxyvae.evidence.References;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.sky.Split;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Ids;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.galaxyvae.vae.Architecture;

/** Tensors in, a model out: trained, fitted, saved, registered. */
public final class TrainStage {
    private static final int LATENT_SAMPLE_MOST = 20_000;
    private static final int CALIBRATION_MOST = 50_000;
    private static final int CALIBRATION_FEWEST = 20;
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private TrainStage() {}

    /**
     * Trains a model on the workspace's tensors.
     *
     * @throws InvalidDataException where there are too few of them, or none for these settings
     * @throws RequestException where {@code train.where} is not a condition on the catalog
     */
    public static TrainSummary run(StageContext context) throws Exception {
        Settings settings = context.settings();
        Preparation preparation = SavedModel.preparation(settings);
        Architecture architecture = SavedModel.architecture(settings);
        Dataset<Row> tensors = eligible(context, preparation);
        Dataset<Row> training = inSplit(tensors, Split.TRAIN);
        Dataset<Row> calibration = inSplit(tensors, Split.CALIBRATION);
        TrainingSet data = TrainingSet.export(context, training, architecture.imageLength(), architecture.channels());
        long calibrationObjects = calibration.count();
        checkCounts(context, data.size(), calibrationObjects);
        int workers = settings.train().workers() == 0
                ? context.spark().sparkContext().defaultParallelism()
                : settings.train().workers();
        String modelId = Ids.next(context.startedAt());
        List<byte[]> validation = sample(calibration, settings.train().validationImages())
                .orderBy("object_id")
                .select("pixels")
                .collectAsList()
                .stream()
                .map(row -> (byte[]) row.get(0))
                .toList();
        Training.Outcome outcome = new Training(context, architecture, data, validation, workers, modelId).run();
        context.progress().note("fitting references");
        References references = ReferenceFit.fit(
                context,
                architecture,
                outcome.parameters(),
                sample(training, LATENT_SAMPLE_MOST),
                sample(calibration, CALIBRATION_MOST));
        TrainSummary summary = new TrainSummary(
                modelId,
                isFirst(context) ? "production" : "candidate",
                data.size(),
                calibrationObjects,
                outcome.imagesPresented(),
                workers,
                outcome.best().mse(),
                outcome.best().psnrDb(),
                outcome.best().elbo(),
                outcome.best().activeUnits(),
                outcome.imagesPerS());
        save(
                context,
                new SavedModel(
                        modelId,
                        architecture,
                        preparation,
                        outcome.parameters(),
                        references,
                        settings,
                        provenance(context, data, workers)),
                data,
                outcome,
                summary);
        return summary;
    }

    private static Dataset<Row> eligible(StageContext context, Preparation preparation) {
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col("preparation_id").equalTo(preparation.id()));
        if (tensors.isEmpty()) {
            throw new InvalidDataException("Cannot train: no tensors of preparation " + preparation.id()
                    + " (crop_fraction " + preparation.cropFraction() + ", image_size " + preparation.sizePixels()
                    + "), run galaxy-vae ingest with the same ingest settings first");
        }
        String where = context.settings().train().where();
        if (where.isBlank()) {
            return tensors;
        }
        try {
            Dataset<Row> chosen =
                    context.tables().read(Specs.CATALOG).where(where).select("object_id");
            return tensors.join(functions.broadcast(chosen), "object_id");
        } catch (Exception e) {
            if (e instanceof AnalysisException || e instanceof ParseException) {
                throw new RequestException("Invalid train.where: " + where + ", "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("not SQL"));
            }
            throw e;
        }
    }

    private static Dataset<Row> inSplit(Dataset<Row> tensors, Split split) {
        return tensors.where(functions.col("split").equalTo(split.label()));
    }

    /** At most so many rows, chosen by a hash of their ids: the same whatever the partitions. */
    private static Dataset<Row> sample(Dataset<Row> rows, int most) {
        Dataset<Row> ids = rows.select("object_id")
                .orderBy(functions.sha2(functions.concat(functions.lit("sample "), functions.col("object_id")), 256))
                .limit(most);
        return rows.join(functions.broadcast(ids), "object_id");
    }

    private static void checkCounts(StageContext context, int training, long calibration) {
        int batch = context.settings().train().batchSize();
        if (training < batch) {
            throw new InvalidDataException("Cannot train: " + training + " training objects, expected at least " + batch
                    + " (train.batch_size); ingest more images or lower it");
        }
        if (calibration < CALIBRATION_FEWEST) {
            throw new InvalidDataException("Cannot train: " + calibration + " calibration objects, expected at least "
                    + CALIBRATION_FEWEST + "; ingest more images or raise split.calibration");
        }
    }

    private static boolean isFirst(StageContext context) {
        return context.tables()
                .readOrEmpty(Specs.MODELS)
                .where("stage = 'production'")
                .isEmpty();
    }

    private static Map<String, String> provenance(StageContext context, TrainingSet data, int workers) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("run_id", context.runId());
        provenance.put("started_at", context.startedAt().toString());
        provenance.put("finished_at", Instant.now().toString());
        provenance.put("training_objects", Integer.toString(data.size()));
        provenance.put("workers", Integer.toString(workers));
        provenance.put(
                "tensors_snapshot",
                context.spark()
                        .sql("SELECT snapshot_id FROM " + Specs.TENSORS.qualifiedName()
                                + ".snapshots ORDER BY committed_at DESC LIMIT 1")
                        .first()
                        .get(0)
                        .toString());
        provenance.put("spark", context.spark().version());
        provenance.put("java", System.getProperty("java.version"));
        provenance.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return provenance;
    }

    /** Everything under the staging folder, then one rename, then the row that makes it a model. */
    private static void save(
            StageContext context, SavedModel model, TrainingSet data, Training.Outcome outcome, TrainSummary summary)
            throws IOException {
        FileSystem files = context.workspace().files();
        Path staged = new Path(context.workspace().staging(context.runId()), "model");
        ModelDirectory.write(files, staged, model);
        trainingObjects(context, data)
                .coalesce(1)
                .write()
                .parquet(new Path(staged, ModelDirectory.TRAINING_OBJECTS).toString());
        Path home = context.workspace().model(model.modelId());
        files.mkdirs(home.getParent());
        if (!files.rename(staged, home)) {
            throw new IOException("Cannot rename " + staged + " to " + home);
        }
        context.tables()
                .append(
                        Specs.TRAINING_METRICS,
                        context.spark().createDataFrame(outcome.metrics(), Specs.TRAINING_METRICS.schema()));
        Row row = RowFactory.create(
                model.modelId(),
                summary.stage(),
                model.preparation().id(),
                SettingsReader.toJson(model.settings()),
                JSON.writeValueAsString(summary),
                home.toString(),
                outcome.imagesPresented(),
                Timestamp.from(context.startedAt()));
        context.tables().append(Specs.MODELS, context.spark().createDataFrame(List.of(row), Specs.MODELS.schema()));
        files.delete(context.workspace().staging(context.runId()), true);
    }

    private static Dataset<Row> trainingObjects(StageContext context, TrainingSet data) {
        List<Row> rows = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            rows.add(RowFactory.create(
                    data.objectIds().get(i), data.contentHashes().get(i)));
        }
        return context.spark()
                .createDataFrame(
                        rows, org.apache.spark.sql.types.StructType.fromDDL("object_id STRING, content_hash STRING"));
    }
}
