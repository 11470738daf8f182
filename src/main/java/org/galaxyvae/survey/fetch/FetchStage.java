package org.galaxyvae.survey.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.Stopwatch;
import org.jspecify.annotations.Nullable;

/** Downloads the cutouts that are not there yet. */
public final class FetchStage {
    /** So many objects in a row that the service did not answer for: it is down, and asking on would not help it. */
    private static final int LOST_IN_A_ROW = 40;

    private static final Duration BETWEEN_MANIFESTS = Duration.ofMinutes(1);

    private final List<Target> targets;
    private final FetchOptions options;
    private final FetchFolder folder;
    private final Download download;
    private final List<FetchOutcome> outcomes;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger lostInARow = new AtomicInteger();
    private final AtomicLong manifestAt = new AtomicLong(System.nanoTime());

    private FetchStage(List<Target> targets, FetchOptions options, FetchFolder folder) {
        this.targets = targets;
        this.options = options;
        this.folder = folder;
        this.download = new Download(options, new Pace(options.requestsPerS()));
        this.outcomes = Collections.synchronizedList(
                new ArrayList<>(Collections.nCopies(targets.size(), FetchOutcome.untried(FetchOutcome.PENDING, ""))));
    }

    /**
     * Runs the stage; killed anywhere it is gone on with by running it again.
     *
     * @param targets each id once
     * @param out a folder, on any Hadoop file system
     * @throws org.galaxyvae.base.config.RequestException where the folder holds something else
     */
    public static FetchSummary run(
            List<Target> targets, FetchOptions options, String out, Configuration hadoop, Progress progress)
            throws Exception {
        FetchFolder folder = new FetchFolder(out, options.extension(), hadoop);
        folder.prepare(options);
        return new FetchStage(targets, options, folder).run(progress);
    }

    /** The first addresses that would be asked for. */
    public static List<String> addresses(List<Target> targets, FetchOptions options, int atMost) {
        return targets.stream()
                .filter(target -> target.impossible(options) == null)
                .limit(atMost)
                .map(target -> FetchManifest.url(target, options))
                .toList();
    }

    private FetchSummary run(Progress progress) throws Exception {
        Stopwatch watch = Stopwatch.start();
        long known = settleKnown();
        folder.storeManifest(manifest());
        done.set(known);
        progress.<Long, Exception>track("fetch", targets.size(), done::get, () -> {
            work();
            return done.get();
        });
        folder.storeManifest(manifest());
        folder.storeCatalog(FetchManifest.catalog(targets, outcomes, options, folder));
        folder.close();
        Map<String, Long> failures = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> !outcome.isOk())
                .forEach(outcome -> failures.merge(outcome.status(), 1L, Long::sum));
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        return new FetchSummary(
                folder.toString(),
                targets.size(),
                targets.size() - failed,
                known,
                failed,
                failures,
                requests.get(),
                bytes.get(),
                watch.seconds());
    }

    /** Finds the cutouts that need no request; returns how many. */
    private long settleKnown() throws IOException {
        Map<String, Long> present = folder.cutouts();
        Map<String, FetchManifest.Entry> before = FetchManifest.read(folder.manifest());
        long known = 0;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            FetchOutcome impossible = target.impossible(options);
            Long length = present.get(folder.file(target.objectId()));
            if (impossible != null) {
                outcomes.set(i, impossible);
            } else if (length != null) {
                FetchOutcome whole = whole(target, length, before.get(target.objectId()));
                if (whole != null) {
                    outcomes.set(i, whole);
                    known++;
                }
            }
        }
        return known;
    }

    /** The outcome of a file that is a whole cutout of the same address, else null. */
    private @Nullable FetchOutcome whole(Target target, long length, FetchManifest.@Nullable Entry before)
            throws IOException {
        boolean fetched = before != null && before.outcome().isOk();
        if (before != null && fetched) {
            if (!before.url().equals(FetchManifest.url(target, options))) {
                return null; // the catalog moved it
            }
            if (before.outcome().bytes() == length) {
                return before.outcome();
            }
        }
        boolean good = CutoutCheck.of(folder.read(folder.file(target.objectId())), options)
                .isEmpty();
        return good ? new FetchOutcome(FetchOutcome.OK, 0, 0, length, "") : null;
    }

    private void work() throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(options.parallel(), task -> {
            Thread thread = new Thread(task, "fetch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < options.parallel(); i++) {
                running.add(workers.submit(() -> {
                    fetchUntilDone();
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new IOException("Cannot write " + folder + ": " + io.getMessage(), io);
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private void fetchUntilDone() throws IOException, InterruptedException {
        for (int i = next.getAndIncrement(); i < targets.size(); i = next.getAndIncrement()) {
            if (!outcomes.get(i).status().equals(FetchOutcome.PENDING)) {
                continue;
            }
            if (lostInARow.get() >= LOST_IN_A_ROW) {
                outcomes.set(i, FetchOutcome.untried("not_tried", "the service did not answer for many others before"));
                continue;
            }
            Target target = targets.get(i);
            Download.Result result = download.fetch(target);
            byte[] content = result.bytes();
            if (content != null) {
                folder.store(folder.file(target.objectId()), content);
                bytes.addAndGet(content.length);
            }
            outcomes.set(i, result.outcome());
            requests.addAndGet(result.outcome().attempts());
            done.incrementAndGet();
            if (result.lost()) {
                lostInARow.incrementAndGet();
            } else {
                lostInARow.set(0);
            }
            writeManifestNowAndThen();
        }
    }

    private void writeManifestNowAndThen() throws IOException {
        long last = manifestAt.get();
        long now = System.nanoTime();
        if (now - last > BETWEEN_MANIFESTS.toNanos() && manifestAt.compareAndSet(last, now)) {
            folder.storeManifest(manifest());
        }
    }

    private byte[] manifest() {
        List<FetchOutcome> now = Arrays.asList(outcomes.toArray(FetchOutcome[]::new));
        return FetchManifest.write(targets, now, options);
    }
}
