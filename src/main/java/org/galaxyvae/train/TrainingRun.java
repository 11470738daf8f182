package org.galaxyvae.train;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.train.learn.Learner;
import org.galaxyvae.train.learn.LearningPoint;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Training;
import org.galaxyvae.train.learn.TrainingDivergedException;
import org.galaxyvae.train.learn.TrainingSet;
import org.jspecify.annotations.Nullable;

/** One training by parameter averaging, from its start or a checkpoint to its end, with checkpoints on the way. */
final class TrainingRun implements Training.Observer {
    private final StageContext context;
    private final Checkpoints checkpoints;
    private final String modelId;
    private final int workers;
    private final Checkpoint.Origin origin;
    private final AtomicLong presented = new AtomicLong();

    TrainingRun(StageContext context, Checkpoints checkpoints, String modelId, int workers, Checkpoint.Origin origin) {
        this.context = context;
        this.checkpoints = checkpoints;
        this.modelId = modelId;
        this.workers = workers;
        this.origin = origin;
    }

    /**
     * Trains.
     *
     * @param from where to begin, or null for the start
     * @throws InvalidDataException where the loss is no number any more
     */
    Snapshot run(Architecture architecture, TrainingSet data, Training training, @Nullable Snapshot from)
            throws IOException {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Snapshot start = from == null ? training.start() : from;
        presented(start.imagesPresented());
        long images = context.settings().train().images();
        try (Learner learner = new ParameterAveraging(
                spark, architecture, start.state(), data.images(), workers, context.settings())) {
            Snapshot end = context.progress()
                    .track("train", images, presented::get, () -> training.run(learner, start, images, this));
            if (end.imagesPresented() > start.imagesPresented()) {
                // what follows takes minutes on a large catalog
                snapshot(end);
            }
            return end;
        } catch (TrainingDivergedException e) {
            Path last = checkpoints.newest(modelId);
            throw new InvalidDataException(
                    e.getMessage() + "; "
                            + (last == null ? "there was no checkpoint yet" : "last good checkpoint: " + last),
                    e);
        } finally {
            data.images().forget();
        }
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
    public void measured(LearningPoint point) {
        context.progress()
                .note(String.format(
                        Locale.ROOT,
                        "validated at %,d images: loss %.0f, mse %.3e, psnr %.2f dB, ssim %.4f, elbo %.0f, %d active units",
                        point.imagesPresented(),
                        point.trainingLoss(),
                        point.validation().mse(),
                        point.validation().psnrDb(),
                        point.validation().ssim(),
                        point.validation().elbo(),
                        point.validation().activeUnits()));
    }

    @Override
    public boolean isSnapshotDue(long before, long now) {
        long every = context.settings().train().checkpointEvery();
        // the end is handed over by run itself
        return now / every > before / every && now < context.settings().train().images();
    }

    @Override
    public void snapshot(Snapshot now) {
        checkpoints.write(new Checkpoint(modelId, workers, context.settings(), origin, now));
    }
}
