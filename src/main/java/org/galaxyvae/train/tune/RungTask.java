package org.galaxyvae.train.tune;

import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.train.learn.Learner;
import org.galaxyvae.train.learn.SingleWorker;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Training;
import org.galaxyvae.train.learn.TrainingSet;
import org.galaxyvae.train.learn.TrainingTensors;
import org.jspecify.annotations.Nullable;

/**
 * A trial taken through one rung, inside one Spark task: on one core, with one native thread, on from where its last rung
 * left it.
 *
 * @param settings the trial's, as JSON; {@code train.images} is where its schedule ends
 * @param until images presented at the rung's end
 * @param from the state that the rung below left, or null at the bottom
 * @param to where this rung's state goes, or null at the top
 */
record RungTask(
        String settings,
        long until,
        @Nullable String from,
        @Nullable String to,
        SerializableConfiguration hadoop) implements Serializable {
    /**
     * What came out.
     *
     * @param measures null where it failed
     * @param message why, or null
     */
    record Result(
            long imagesPresented,
            PlantedSet.@Nullable Measures measures,
            @Nullable String message,
            double seconds) implements Serializable {
        /** Work that failed. */
        static Result failure(long imagesPresented, Throwable failure, double seconds) {
            String text = Objects.toString(failure.getMessage(), failure.toString());
            return new Result(imagesPresented, null, text.lines().findFirst().orElse(failure.toString()), seconds);
        }
    }

    /** Trains and measures; a trial that cannot be trained is a result, too: a retry would fail alike. */
    Result run(TrainingSet data, PlantedSet planted) throws IOException {
        Stopwatch watch = Stopwatch.start();
        try {
            Settings trial = SettingsReader.fromJson(settings);
            Architecture architecture = SavedModel.architecture(trial);
            TrainingTensors.requireEnough(
                    data.size(), planted.untouched().size(), trial.train().batchSize());
            Training training = new Training(trial, architecture, data, planted.untouched(), 1);
            Snapshot begin = from == null ? training.start() : TrialState.read(new Path(from), hadoop.value());
            Snapshot end;
            try (Learner learner = new SingleWorker(architecture, begin.state(), data.images(), trial)) {
                end = training.run(learner, begin, until, new Training.Observer() {});
            }
            PlantedSet.Measures measures =
                    planted.measure(architecture, end.state().parameters(), trial);
            if (!Double.isFinite(measures.validation().elbo()) || Double.isNaN(measures.injectedAuc())) {
                throw new ArithmeticException("Cannot measure the trial: its ELBO is "
                        + measures.validation().elbo() + " after " + end.imagesPresented() + " images");
            }
            if (to != null) {
                TrialState.write(new Path(to), end, TaskContext.get().taskAttemptId(), hadoop.value());
            }
            return new Result(end.imagesPresented(), measures, null, watch.seconds());
        } catch (RuntimeException | OutOfMemoryError e) {
            if (TaskContext.get().isInterrupted()) {
                throw e;
            }
            return Result.failure(0, e, watch.seconds());
        }
    }
}
