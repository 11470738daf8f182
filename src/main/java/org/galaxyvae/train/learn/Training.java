package org.galaxyvae.train.learn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.GradientRules;
import org.galaxyvae.network.InitialWeights;

/**
 * The loop: rounds of a {@link Learner}, validation at equal numbers of images presented, the best parameters kept. Knows no
 * session, so that it runs in the driver or inside one task.
 */
public final class Training {
    private final Settings settings;
    private final Settings.Train train;
    private final Architecture architecture;
    private final TrainingSet data;
    private final List<byte[]> validationImages;
    private final int workers;
    private final Schedule schedule;

    /**
     * A training with these settings; {@code train.images} is where its schedule ends.
     *
     * @param validationImages each uint8 [row, column, channel]
     * @param workers parts of a round
     */
    public Training(
            Settings settings,
            Architecture architecture,
            TrainingSet data,
            List<byte[]> validationImages,
            int workers) {
        this.settings = settings;
        this.train = settings.train();
        this.architecture = architecture;
        this.data = data;
        this.validationImages = validationImages;
        this.workers = workers;
        this.schedule = new Schedule(train);
    }

    /** Told what happens, on the thread of the loop. */
    public interface Observer {
        /** A round ended. */
        default void presented(long images) {}

        /** A validation ended. */
        default void measured(LearningPoint point) {}

        /** Whether to hand over a snapshot after the round that ended at {@code presented} images. */
        default boolean isSnapshotDue(long before, long presented) {
            return false;
        }

        /** A snapshot that was due. */
        default void snapshot(Snapshot now) {}
    }

    /** What these settings do to gradients. */
    public static GradientRules gradientRules(Settings settings) {
        return new GradientRules(settings.vae().noiseIsFixed(), settings.train().gradientClipNorm());
    }

    /** Where a training with these settings begins. */
    public Snapshot start() {
        return Snapshot.fresh(
                InitialWeights.of(architecture, data.meanColor(), settings.vae().noiseSigma(), settings.seed()));
    }

    /**
     * Trains on, until the given number of images, the schedule's end, or {@code train.patience} validations without a better
     * ELBO; those before the end of the KL warm-up do not count, since the loss still changes under them.
     *
     * @param learner holds the snapshot's state
     * @param until images presented at which to stop, at the next round's end; the schedule's end stops in any case
     * @throws TrainingDivergedException where the loss is no number any more
     */
    public Snapshot run(Learner learner, Snapshot from, long until, Observer observer) {
        PassOrder order = new PassOrder(data.size(), settings.seed());
        order.skip(from.imagesPresented());
        long end = Math.min(until, train.images());
        long presented = from.imagesPresented();
        List<LearningPoint> curve = new ArrayList<>(from.curve());
        float[] best = from.bestParameters();
        double bestElbo = from.best() == null
                ? Double.NEGATIVE_INFINITY
                : from.best().validation().elbo();
        long nanos = 0;
        long nanosAtLast = 0;
        long presentedAtLast = presented;
        while (presented < end && !isExhausted(curve)) {
            double share = presented / (double) train.images();
            double rate = schedule.learningRate(share);
            double klWeight = schedule.klWeight(share);
            long validated = validationsDue(presented);
            List<RoundBatches> round = round(order, presented, end, (float) klWeight);
            long started = System.nanoTime();
            double loss = learner.round(round, rate);
            nanos += System.nanoTime() - started;
            long before = presented;
            presented += (long) workers * round.get(0).rows().length;
            observer.presented(presented);
            if (!Double.isFinite(loss)) {
                throw new TrainingDivergedException("the loss is " + loss, presented, train);
            }
            if (validationsDue(presented) > validated) {
                float[] parameters = learner.state().parameters();
                Validation now = Validation.of(architecture, parameters, validationImages, settings);
                if (!Double.isFinite(now.elbo())) {
                    throw new TrainingDivergedException("the validation ELBO is " + now.elbo(), presented, train);
                }
                double speed = (presented - presentedAtLast) / ((nanos - nanosAtLast) / 1e9);
                LearningPoint point = new LearningPoint(presented, rate, klWeight, loss, now, speed, Instant.now());
                curve.add(point);
                if (now.elbo() > bestElbo) {
                    bestElbo = now.elbo();
                    best = parameters;
                }
                observer.measured(point);
                presentedAtLast = presented;
                nanosAtLast = nanos;
            }
            if (observer.isSnapshotDue(before, presented)) {
                observer.snapshot(new Snapshot(presented, learner.state(), best, curve));
            }
        }
        return new Snapshot(presented, learner.state(), best, curve);
    }

    private boolean isExhausted(List<LearningPoint> curve) {
        if (train.patience() == 0) {
            return false;
        }
        int since = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (LearningPoint point : curve) {
            boolean warm = point.imagesPresented() > train.klWarmup() * train.images();
            boolean better = point.validation().elbo() > best;
            since = better || !warm ? 0 : since + 1;
            best = Math.max(best, point.validation().elbo());
        }
        return since >= train.patience();
    }

    /** How many validations should have been done when so many images are presented. */
    private long validationsDue(long presented) {
        return Math.min(train.validations(), presented * train.validations() / train.images());
    }

    /** The next round: equally many batches for every worker, fewer at the end. */
    private List<RoundBatches> round(PassOrder order, long presented, long end, float klWeight) {
        long wave = (long) workers * train.batchSize();
        int perWorker = (int) Math.min(train.averagingFrequency(), (end - presented + wave - 1) / wave);
        long firstBatch = presented / train.batchSize();
        RoundBatches.Recipe recipe = new RoundBatches.Recipe(
                settings.seed(),
                architecture.size(),
                architecture.channels(),
                architecture.latent(),
                klWeight,
                train.augment());
        List<RoundBatches> round = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int[] taken = order.next(perWorker * train.batchSize());
            int[] files = new int[taken.length];
            int[] rows = new int[taken.length];
            for (int i = 0; i < taken.length; i++) {
                files[i] = data.fileOf()[taken[i]];
                rows[i] = data.rowOf()[taken[i]];
            }
            round.add(new RoundBatches(files, rows, firstBatch + (long) worker * perWorker, train.batchSize(), recipe));
        }
        return round;
    }
}
