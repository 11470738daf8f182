package org.galaxyvae.train;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.model.registry.ModelRegistry;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.train.learn.LearningPoint;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Training;
import org.galaxyvae.train.learn.TrainingSet;
import org.galaxyvae.train.learn.TrainingTensors;

/** Tensors in, a model out: trained, fitted, saved, registered. */
public final class TrainStage {
    private TrainStage() {}

    /** Trains a model from the start; see {@link #run(StageContext, boolean)}. */
    public static TrainSummary run(StageContext context) throws Exception {
        return run(context, false);
    }

    /**
     * Trains a model on the workspace's tensors.
     *
     * @param resume go on with the newest unfinished training instead of starting one
     * @throws InvalidDataException where there are too few of them, or none for these settings
     * @throws RequestException where {@code train.where} is not a condition on the catalog, or no unfinished training has
     *     these settings and images
     */
    public static TrainSummary run(StageContext context, boolean resume) throws Exception {
        Settings settings = context.settings();
        Preparation preparation = SavedModel.preparation(settings);
        Architecture architecture = SavedModel.architecture(settings);
        TrainingTensors tensors = TrainingTensors.of(context, preparation);
        Dataset<Row> training = tensors.training();
        Dataset<Row> calibration = tensors.calibration();
        TrainingSet data = TrainingSet.export(context, training, architecture.imageLength(), architecture.channels());
        long calibrationObjects = calibration.count();
        TrainingTensors.requireEnough(
                data.size(), calibrationObjects, settings.train().batchSize());
        List<byte[]> validation =
                TrainingTensors.samplePixels(calibration, settings.train().validationImages());
        Checkpoint.Origin origin = Checkpoint.Origin.of(data, validation);
        Checkpoints checkpoints = new Checkpoints(context.workspace(), context.progress()::note);
        Set<String> models = models(context);
        Checkpoint resumed = resume ? checkpoints.resumed(models, settings, origin) : null;
        if (resumed == null) {
            tellUnfinished(context, checkpoints.unfinished(models));
        } else {
            context.progress()
                    .note(String.format(
                            Locale.ROOT,
                            "resuming training %s at %,d images",
                            resumed.modelId(),
                            resumed.snapshot().imagesPresented()));
        }
        String modelId = resumed == null ? Ids.next(context.startedAt()) : resumed.modelId();
        int workers = resumed == null ? workers(context) : resumed.workers();
        Snapshot trained = new TrainingRun(context, checkpoints, modelId, workers, origin)
                .run(
                        architecture,
                        data,
                        new Training(settings, architecture, data, validation, workers),
                        resumed == null ? null : resumed.snapshot());
        LearningPoint best = Objects.requireNonNull(trained.best(), "a validation comes due at the last image");
        context.progress().note("fitting baselines");
        Baselines baselines = Baselines.fit(
                TrainingTensors.samplePixels(training, Baselines.imagesMost(architecture)), settings.seed());
        byte[] grid = ReconstructionGrid.png(
                architecture,
                trained.bestParameters(),
                baselines,
                TrainingTensors.sample(calibration, ReconstructionGrid.OBJECTS)
                        .orderBy("object_id")
                        .select("object_id", "pixels")
                        .collectAsList());
        context.progress().note("fitting references");
        References references = ReferenceFit.fit(
                context, architecture, trained.bestParameters(), baselines.components(), training, calibration);
        Registration registration = new Registration(context);
        TrainSummary summary = new TrainSummary(
                modelId,
                new ModelRegistry(context).ofNewModel(),
                data.size(),
                calibrationObjects,
                trained.imagesPresented(),
                workers,
                best.validation().mse(),
                best.validation().psnrDb(),
                best.validation().ssim(),
                best.validation().elbo(),
                best.validation().activeUnits(),
                baselines.measure(validation, architecture),
                new Path(context.workspace().model(modelId), Registration.RECONSTRUCTIONS).toString(),
                trained.imagesPerS());
        List<Row> metrics = new ArrayList<>(curve(modelId, trained));
        metrics.addAll(baselines(modelId, summary));
        registration.save(
                new SavedModel(
                        modelId,
                        architecture,
                        preparation,
                        trained.bestParameters(),
                        references,
                        settings,
                        Provenance.of(context, data.size(), calibrationObjects, workers)),
                trainingObjects(context, data),
                ReferenceFit.calibrationSample(calibration).select("object_id"),
                grid,
                metrics,
                summary.stage(),
                trained.imagesPresented(),
                summary);
        checkpoints.delete(modelId);
        return summary;
    }

    private static List<Row> curve(String modelId, Snapshot trained) {
        return trained.curve().stream()
                .map(point -> RowFactory.create(
                        modelId,
                        "vae",
                        point.imagesPresented(),
                        point.learningRate(),
                        point.klWeight(),
                        point.trainingLoss(),
                        point.validation().mse(),
                        point.validation().psnrDb(),
                        point.validation().ssim(),
                        point.validation().logProb(),
                        point.validation().kl(),
                        point.validation().elbo(),
                        point.validation().activeUnits(),
                        point.imagesPerS(),
                        Timestamp.from(point.recordedAt())))
                .toList();
    }

    /** What has no learning rate has none in the table either; images presented are those it was fitted on. */
    private static List<Row> baselines(String modelId, TrainSummary summary) {
        Timestamp now = Timestamp.from(Instant.now());
        return summary.baselines().stream()
                .map(baseline -> RowFactory.create(
                        modelId,
                        baseline.method(),
                        baseline.fittedOn(),
                        null,
                        null,
                        null,
                        baseline.mse(),
                        baseline.psnrDb(),
                        baseline.ssim(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        now))
                .toList();
    }

    private static int workers(StageContext context) {
        int workers = context.settings().train().workers();
        return workers == 0 ? context.spark().sparkContext().defaultParallelism() : workers;
    }

    private static Set<String> models(StageContext context) {
        Set<String> ids = new HashSet<>();
        context.tables()
                .readOrEmpty(Specs.MODELS)
                .select("model_id")
                .collectAsList()
                .forEach(row -> ids.add(row.getString(0)));
        return ids;
    }

    private static void tellUnfinished(StageContext context, List<String> unfinished) {
        if (!unfinished.isEmpty()) {
            context.progress()
                    .note("training " + unfinished.get(0)
                            + " is unfinished and could go on with train --resume; starting afresh");
        }
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
