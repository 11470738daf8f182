package org.galaxyvae.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.config.Settings;
import org.galaxyvae.config.SettingsReader;
import org.galaxyvae.evidence.References;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.learn.Learner;
import org.galaxyvae.learn.Measurement;
import org.galaxyvae.learn.Snapshot;
import org.galaxyvae.learn.Training;
import org.galaxyvae.learn.TrainingDivergedException;
import org.galaxyvae.learn.TrainingSet;
import org.galaxyvae.learn.TrainingTensors;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Ids;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.galaxyvae.vae.Architecture;

/** Tensors in, a model out: trained, fitted, saved, registered. */
public final class TrainStage {
    private static final int LATENT_SAMPLE_MOST = 20_000;
    private static final int CALIBRATION_MOST = 50_000;
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
        TrainingTensors tensors = TrainingTensors.of(context, preparation);
        Dataset<Row> training = tensors.training();
        Dataset<Row> calibration = tensors.calibration();
        TrainingSet data = TrainingSet.export(context, training, architecture.imageLength(), architecture.channels());
        long calibrationObjects = calibration.count();
        TrainingTensors.requireEnough(
                data.size(), calibrationObjects, settings.train().batchSize());
        int workers = settings.train().workers() == 0
                ? context.spark().sparkContext().defaultParallelism()
                : settings.train().workers();
        String modelId = Ids.next(context.startedAt());
        List<byte[]> validation =
                TrainingTensors.samplePixels(calibration, settings.train().validationImages());
        Training.Outcome outcome = train(
                context, architecture, data, new Training(settings, architecture, data, validation, workers), workers);
        Snapshot trained = outcome.snapshot();
        Measurement best = Objects.requireNonNull(trained.best(), "a validation comes due at the last image");
        context.progress().note("fitting references");
        References references = ReferenceFit.fit(
                context,
                architecture,
                trained.bestParameters(),
                TrainingTensors.sample(training, LATENT_SAMPLE_MOST),
                TrainingTensors.sample(calibration, CALIBRATION_MOST));
        TrainSummary summary = new TrainSummary(
                modelId,
                isFirst(context) ? "production" : "candidate",
                data.size(),
                calibrationObjects,
                trained.imagesPresented(),
                workers,
                best.validation().mse(),
                best.validation().psnrDb(),
                best.validation().elbo(),
                best.validation().activeUnits(),
                outcome.imagesPerS());
        save(
                context,
                new SavedModel(
                        modelId,
                        architecture,
                        preparation,
                        trained.bestParameters(),
                        references,
                        settings,
                        Provenance.of(context, data.size(), calibrationObjects, workers)),
                data,
                trained,
                summary);
        return summary;
    }

    private static Training.Outcome train(
            StageContext context, Architecture architecture, TrainingSet data, Training training, int workers) {
        Settings.Train settings = context.settings().train();
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Snapshot from = training.start();
        Watch watch = new Watch(context);
        try (Learner learner =
                new ParameterAveraging(spark, architecture, from.state(), data.images(), workers, settings)) {
            return context.progress()
                    .track(
                            "train",
                            settings.images(),
                            watch.presented::get,
                            () -> training.run(learner, from, settings.images(), watch));
        } catch (TrainingDivergedException e) {
            throw new InvalidDataException(String.valueOf(e.getMessage()), e);
        } finally {
            data.images().forget();
        }
    }

    /** Shows what the loop does. */
    private static final class Watch implements Training.Observer {
        private final StageContext context;
        private final AtomicLong presented = new AtomicLong();

        Watch(StageContext context) {
            this.context = context;
            presented(0);
        }

        @Override
        public void presented(long images) {
            presented.set(images);
            context.spark()
                    .sparkContext()
                    .setJobDescription("train: from " + images + " of "
                            + context.settings().train().images() + " images");
        }

        @Override
        public void measured(Measurement point) {
            context.progress()
                    .note(String.format(
                            Locale.ROOT,
                            "validated at %,d images: loss %.0f, mse %.3e, psnr %.2f dB, elbo %.0f, %d active units",
                            point.imagesPresented(),
                            point.trainingLoss(),
                            point.validation().mse(),
                            point.validation().psnrDb(),
                            point.validation().elbo(),
                            point.validation().activeUnits()));
        }
    }

    private static List<Row> curve(String modelId, Snapshot trained) {
        return trained.curve().stream()
                .map(point -> RowFactory.create(
                        modelId,
                        point.imagesPresented(),
                        point.learningRate(),
                        point.klWeight(),
                        point.trainingLoss(),
                        point.validation().mse(),
                        point.validation().psnrDb(),
                        point.validation().logProb(),
                        point.validation().kl(),
                        point.validation().elbo(),
                        point.validation().activeUnits(),
                        point.imagesPerS(),
                        Timestamp.from(point.recordedAt())))
                .toList();
    }

    private static boolean isFirst(StageContext context) {
        return context.tables()
                .readOrEmpty(Specs.MODELS)
                .where("stage = 'production'")
                .isEmpty();
    }

    /** Everything under the staging folder, then one rename, then the row that makes it a model. */
    private static void save(
            StageContext context, SavedModel model, TrainingSet data, Snapshot trained, TrainSummary summary)
            throws IOException {
        FileSystem files = context.workspace().files();
        Path staged = new Path(context.workspace().staging(context.runId()), "model");
        trainingObjects(context, data)
                .coalesce(1)
                .write()
                .parquet(new Path(staged, ModelDirectory.TRAINING_OBJECTS).toString());
        // last: it lists and hashes everything in the directory
        ModelDirectory.write(files, staged, model);
        Path home = context.workspace().model(model.modelId());
        files.mkdirs(home.getParent());
        if (!files.rename(staged, home)) {
            throw new IOException("Cannot rename " + staged + " to " + home);
        }
        context.tables()
                .append(
                        Specs.TRAINING_METRICS,
                        context.spark()
                                .createDataFrame(curve(model.modelId(), trained), Specs.TRAINING_METRICS.schema()));
        Row row = RowFactory.create(
                model.modelId(),
                summary.stage(),
                model.preparation().id(),
                SettingsReader.toJson(model.settings()),
                JSON.writeValueAsString(summary),
                home.toString(),
                trained.imagesPresented(),
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
