package org.galaxyvae.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.galaxyvae.network.ResidentWork;

/** How often workers repeat their work, all at once, each on a thread of its own. */
final class Throughput {
    private static final int WARM_UP_STEPS = 5;
    /** A window of steps this much faster than the fastest before: the just-in-time compiler is still at work. */
    private static final double FASTER = 0.98;

    private static final int CALM_WINDOWS = 2;

    private Throughput() {}

    /**
     * Steps a second, all workers together: each worker's completed steps over its own wall time, added up.
     *
     * @param open makes a worker's work, on the worker's thread; given its number from 0
     * @param seconds how long each worker repeats, behind the warm-up; the step that runs then is completed and counted
     */
    static double stepsPerSecond(IntFunction<ResidentWork> open, int workers, double seconds)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            CountDownLatch warm = new CountDownLatch(workers);
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int number = worker;
                tasks.add(() -> run(() -> open.apply(number), warm, seconds));
            }
            double sum = 0;
            for (Future<Double> rate : threads.invokeAll(tasks)) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot measure: a worker failed, " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static double run(Callable<ResidentWork> open, CountDownLatch warm, double seconds) throws Exception {
        boolean counted = false;
        try (ResidentWork work = open.call()) {
            warmUp(work, seconds);
            warm.countDown();
            counted = true;
            warm.await();
            long started = System.nanoTime();
            long steps = 0;
            double elapsed;
            do {
                work.step();
                steps++;
                elapsed = secondsSince(started);
            } while (elapsed < seconds);
            return steps / elapsed;
        } finally {
            if (!counted) {
                // a worker that failed must not leave the others waiting
                warm.countDown();
            }
        }
    }

    /** At least so many steps; then until they get no faster, or for as long as the measurement itself. */
    static void warmUp(ResidentWork work, double mostSeconds) {
        long started = System.nanoTime();
        double fastest = window(work);
        int calm = 0;
        while (calm < CALM_WINDOWS && secondsSince(started) < mostSeconds) {
            double next = window(work);
            calm = next > FASTER * fastest ? calm + 1 : 0;
            fastest = Math.min(fastest, next);
        }
    }

    private static double window(ResidentWork work) {
        long started = System.nanoTime();
        for (int i = 0; i < WARM_UP_STEPS; i++) {
            work.step();
        }
        return secondsSince(started);
    }

    private static double secondsSince(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
