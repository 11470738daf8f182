package org.galaxyvae.train.tune;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.train.learn.TrainingSet;

/**
 * Runs the trials of a search: one Spark job of one task for each trial and rung, as many at a time as there are cores. One
 * thread decides and commits; the others only wait for their job.
 */
final class Trials {
    private final StageContext context;
    private final Search search;
    private final Settings.Tune tune;
    private final Rungs rungs;
    private final List<Map<String, Object>> configurations;
    private final JavaSparkContext spark;
    private final Broadcast<TrainingSet> data;
    private final Broadcast<PlantedSet> planted;

    Trials(StageContext context, Search search, TrainingSet data, PlantedSet planted) {
        this.context = context;
        this.search = search;
        this.tune = context.settings().tune();
        this.rungs = new Rungs(tune.images(), tune.rungs(), tune.reduction());
        this.configurations = TrialDraw.configurations(tune, context.settings().seed(), SettingsReader::isWhole);
        this.spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        this.data = spark.broadcast(data);
        this.planted = spark.broadcast(planted);
    }

    /** Work that ended, on whichever thread. */
    private record Ended(Halving.Assignment assignment, RungTask.Result result, Instant startedAt) {}

    /** Does what the earlier rows have left to do. */
    void run(List<TuneSummary.TrialResult> earlier) throws Exception {
        Halving halving = halving();
        for (TuneSummary.TrialResult row : earlier) {
            report(halving, new Halving.Assignment(row.trial(), row.rung()), row.value());
        }
        int slots = context.settings().train().workers() == 0
                ? context.spark().sparkContext().defaultParallelism()
                : context.settings().train().workers();
        context.progress()
                .note(String.format(
                        Locale.ROOT,
                        "search %s: %d trials, %d at a time%s",
                        search.tuneId(),
                        configurations.size(),
                        slots,
                        earlier.isEmpty() ? "" : "; " + earlier.size() + " rungs are done already"));
        ExecutorService pool = Executors.newFixedThreadPool(slots);
        try {
            AtomicLong presented = new AtomicLong();
            long total = Math.max(
                    1,
                    expectedImages()
                            - earlier.stream()
                                    .mapToLong(row -> rungs.step(row.rung()))
                                    .sum());
            context.progress().track("tune", total, () -> Math.min(total, presented.get()), () -> {
                loop(halving, new ExecutorCompletionService<>(pool), slots, presented);
                return slots;
            });
        } catch (Exception e) {
            spark.sc().cancelAllJobs();
            throw e;
        } finally {
            pool.shutdownNow();
            data.destroy();
            planted.destroy();
        }
    }

    private void loop(Halving halving, ExecutorCompletionService<Ended> service, int slots, AtomicLong presented)
            throws IOException, InterruptedException {
        while (true) {
            while (halving.running() < slots) {
                Optional<Halving.Assignment> next = halving.next();
                if (next.isEmpty()) {
                    break;
                }
                service.submit(() -> work(next.get()));
            }
            if (halving.running() == 0) {
                return;
            }
            Ended ended = ended(service);
            commit(ended);
            report(halving, ended.assignment(), value(ended.result()));
            presented.addAndGet(rungs.step(ended.assignment().rung()));
        }
    }

    private static Ended ended(ExecutorCompletionService<Ended> service) throws InterruptedException {
        try {
            return service.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot run trials", e.getCause());
        }
    }

    /** On a thread of the pool: one job, and what went wrong with it. */
    private Ended work(Halving.Assignment assignment) throws Exception {
        Instant startedAt = Instant.now();
        int trial = assignment.trial();
        int rung = assignment.rung();
        try {
            RungTask task = new RungTask(
                    SettingsReader.toJson(settings(configurations.get(trial))),
                    rungs.budget(rung),
                    rung == 0 ? null : search.state(trial, rung - 1).toString(),
                    rung == rungs.last() ? null : search.state(trial, rung).toString(),
                    new SerializableConfiguration(spark.hadoopConfiguration()));
            spark.sc().setJobDescription("tune: trial " + trial + ", rung " + (rung + 1) + " of " + rungs.count());
            Broadcast<TrainingSet> images = data;
            Broadcast<PlantedSet> heldOut = planted;
            RungTask.Result result = spark.parallelize(List.of(task), 1)
                    .map(work -> work.run(images.value(), heldOut.value()))
                    .collect()
                    .get(0);
            return new Ended(assignment, result, startedAt);
        } catch (RequestException e) {
            // keys that are valid one by one and do not go together
            return new Ended(assignment, RungTask.Result.failure(0, e, 0), startedAt);
        } catch (Exception e) {
            // Spark's own exceptions are checked ones that no signature names
            if (e instanceof InterruptedException || spark.sc().isStopped()) {
                throw e;
            }
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            double seconds = (Instant.now().toEpochMilli() - startedAt.toEpochMilli()) / 1e3;
            return new Ended(assignment, RungTask.Result.failure(0, cause, seconds), startedAt);
        }
    }

    /** The trial's: its schedule spans the last rung's images, and the rung's end measures it, not the loop. */
    private Settings settings(Map<String, Object> configuration) {
        Map<String, Object> values = new LinkedHashMap<>(configuration);
        values.put("train.images", tune.images());
        values.put("train.validations", 1);
        values.put("train.patience", 0);
        return SettingsReader.with(context.settings(), values);
    }

    private void commit(Ended ended) throws IOException {
        int trial = ended.assignment().trial();
        int rung = ended.assignment().rung();
        Trial row = new Trial(
                search.tuneId(),
                trial,
                rung,
                ended.result().imagesPresented(),
                configurations.get(trial),
                tune.objective(),
                ended.result().measures(),
                ended.result().message(),
                ended.result().seconds(),
                context.runId(),
                ended.startedAt(),
                Instant.now());
        search.commit(row);
        if (rung > 0) {
            // only now: without the row the rung would have to be repeated from that state
            search.removeState(trial, rung - 1);
        }
        context.progress().note(line(row));
    }

    private String line(Trial row) {
        String start =
                String.format(Locale.ROOT, "trial %d, rung %d of %d: ", row.trial(), row.rung() + 1, rungs.count());
        String end = "; " + TuneSummary.told(row.configuration());
        PlantedSet.Measures measures = row.measures();
        if (measures == null) {
            return start + "failed: " + Objects.toString(row.message()) + end;
        }
        return start
                + String.format(
                        Locale.ROOT,
                        "%,d images, injected AUC %.4f, mse %.3e, elbo %.0f",
                        row.imagesPresented(),
                        measures.injectedAuc(),
                        measures.validation().mse(),
                        measures.validation().elbo())
                + end;
    }

    private double value(RungTask.Result result) {
        PlantedSet.Measures measures = result.measures();
        return measures == null ? Double.NEGATIVE_INFINITY : Trial.value(measures, tune.objective());
    }

    private static void report(Halving halving, Halving.Assignment assignment, double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            halving.failed(assignment);
        } else {
            halving.finished(assignment, value);
        }
    }

    private Halving halving() {
        return new Halving(configurations.size(), rungs.count(), tune.reduction());
    }

    /** What the search presents where every trial is as good as the others; more where later ones are better. */
    private long expectedImages() {
        Halving dry = halving();
        long images = 0;
        for (var next = dry.next(); next.isPresent(); next = dry.next()) {
            images += rungs.step(next.get().rung());
            dry.finished(next.get(), 0);
        }
        return images;
    }
}
