package org.galaxyvae.train;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.config.Settings;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.InitialWeights;
import org.galaxyvae.vae.TrainingBatch;

/** The loop: rounds of parameter averaging, validation at equal numbers of images, the best parameters kept. */
final class Training {
    /**
     * What came out.
     *
     * @param parameters those with the highest validation ELBO
     * @param metrics rows of {@code training_metrics}
     */
    record Outcome(float[] parameters, Validation best, long imagesPresented, double imagesPerS, List<Row> metrics) {}

    private final StageContext context;
    private final Settings.Train settings;
    private final Architecture architecture;
    private final TrainingSet data;
    private final List<byte[]> validationImages;
    private final int workers;
    private final String modelId;
    private final AtomicLong presented = new AtomicLong();

    Training(
            StageContext context,
            Architecture architecture,
            TrainingSet data,
            List<byte[]> validationImages,
            int workers,
            String modelId) {
        this.context = context;
        this.settings = context.settings().train();
        this.architecture = architecture;
        this.data = data;
        this.validationImages = validationImages;
        this.workers = workers;
        this.modelId = modelId;
    }

    Outcome run() throws Exception {
        return context.progress().track("train", settings.images(), presented::get, this::loop);
    }

    private Outcome loop() {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Schedule schedule = new Schedule(settings);
        PassOrder order = new PassOrder(data.size(), context.settings().seed());
        Broadcast<PackedImages> images = spark.broadcast(data.images());
        ParameterAveraging averaging = new ParameterAveraging(
                spark,
                architecture,
                InitialWeights.of(
                        architecture, data.meanColor(), context.settings().seed()),
                workers,
                settings.batchSize(),
                settings.averagingFrequency(),
                schedule.learningRate(0));
        List<Row> metrics = new ArrayList<>();
        float[] best = new float[0];
        Validation bestValidation = null;
        long batches = 0;
        long trainingNanos = 0;
        long nanosAtLast = 0;
        long imagesAtLast = 0;
        int validated = 0;
        while (presented.get() < settings.images()) {
            double share = presented.get() / (double) settings.images();
            double rate = schedule.learningRate(share);
            double klWeight = schedule.klWeight(share);
            List<RoundBatches> round = round(order, batches, (float) klWeight);
            long started = System.nanoTime();
            spark.sc().setJobDescription("train: from " + presented.get() + " of " + settings.images() + " images");
            JavaRDD<TrainingBatch> rdd = spark.parallelize(round, workers)
                    .mapPartitions(partition -> partition.next().batches(images));
            double loss = averaging.round(rdd, rate);
            trainingNanos += System.nanoTime() - started;
            int perWorker = round.get(0).files().length / settings.batchSize();
            batches += (long) perWorker * workers;
            presented.set(batches * settings.batchSize());
            if (Double.isNaN(loss) || Double.isInfinite(loss)) {
                throw new InvalidDataException("Cannot train: the loss is " + loss + " after " + presented.get()
                        + " images; lower train.learning_rate (now " + settings.learningRate() + ")");
            }
            int due = (int)
                    Math.min(settings.validations(), presented.get() * settings.validations() / settings.images());
            if (due > validated) {
                validated = due;
                float[] parameters = averaging.parameters();
                Validation now = Validation.of(architecture, parameters, validationImages, context.settings());
                double speed = (presented.get() - imagesAtLast) / ((trainingNanos - nanosAtLast) / 1e9);
                metrics.add(row(rate, klWeight, loss, now, speed));
                context.progress().note(line(loss, now));
                imagesAtLast = presented.get();
                nanosAtLast = trainingNanos;
                if (bestValidation == null || now.elbo() > bestValidation.elbo()) {
                    bestValidation = now;
                    best = parameters;
                }
            }
        }
        images.destroy();
        data.images().forget();
        if (bestValidation == null) {
            throw new IllegalStateException("No validation came due");
        }
        return new Outcome(best, bestValidation, presented.get(), presented.get() / (trainingNanos / 1e9), metrics);
    }

    /** The next round: equally many batches for every worker, fewer at the end. */
    private List<RoundBatches> round(PassOrder order, long firstBatch, float klWeight) {
        long left = settings.images() - presented.get();
        long wave = (long) workers * settings.batchSize();
        int perWorker = (int) Math.min(settings.averagingFrequency(), (left + wave - 1) / wave);
        RoundBatches.Recipe recipe = new RoundBatches.Recipe(
                context.settings().seed(),
                architecture.size(),
                architecture.channels(),
                architecture.latent(),
                klWeight,
                settings.augment());
        List<RoundBatches> round = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int[] taken = order.next(perWorker * settings.batchSize());
            int[] files = new int[taken.length];
            int[] rows = new int[taken.length];
            for (int i = 0; i < taken.length; i++) {
                files[i] = data.fileOf()[taken[i]];
                rows[i] = data.rowOf()[taken[i]];
            }
            round.add(new RoundBatches(
                    files, rows, firstBatch + (long) worker * perWorker, settings.batchSize(), recipe));
        }
        return round;
    }

    private Row row(double rate, double klWeight, double loss, Validation now, double speed) {
        return RowFactory.create(
                modelId,
                presented.get(),
                rate,
                klWeight,
                loss,
                now.mse(),
                now.psnrDb(),
                now.logProb(),
                now.kl(),
                now.elbo(),
                now.activeUnits(),
                speed,
                Timestamp.from(Instant.now()));
    }

    private String line(double loss, Validation now) {
        return String.format(
                Locale.ROOT,
                "validated at %,d images: loss %.0f, mse %.3e, psnr %.2f dB, elbo %.0f, %d active units",
                presented.get(),
                loss,
                now.mse(),
                now.psnrDb(),
                now.elbo(),
                now.activeUnits());
    }
}
