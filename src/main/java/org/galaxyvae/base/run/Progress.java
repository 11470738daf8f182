package org.galaxyvae.base.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Progress of long work on standard error: stage, done/total, images a second, time left.
 *
 * <p>On a terminal one line is redrawn twice a second; elsewhere a plain line appears every ten seconds and at the end.
 */
public final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final long intervalMillis;

    private Progress(PrintStream out, boolean terminal, long intervalMillis) {
        this.out = out;
        this.terminal = terminal;
        this.intervalMillis = intervalMillis;
    }

    /** For a terminal (redrawn) or a log (plain lines). */
    public static Progress to(PrintStream out, boolean terminal) {
        return new Progress(out, terminal, terminal ? 500 : 10_000);
    }

    /** Says nothing. */
    public static Progress silent() {
        return new Progress(
                new PrintStream(
                        java.io.OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8),
                false,
                3_600_000);
    }

    /** One line about what happens now. */
    public void note(String line) {
        out.println(line);
    }

    /** Long work. */
    public interface Work<T, E extends Exception> {
        T call() throws E;
    }

    /**
     * Runs the work while showing how far it is.
     *
     * @param stage what is being done, for the line's beginning
     * @param total images to do
     * @param done how many are done; called from another thread
     */
    public <T, E extends Exception> T track(String stage, long total, LongSupplier done, Work<T, E> work) throws E {
        return track(stage, "images", total, done, work);
    }

    /** Tells the progress of work that counts in another unit than images. */
    public <T, E extends Exception> T track(String stage, String unit, long total, LongSupplier done, Work<T, E> work)
            throws E {
        long started = System.nanoTime();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ScheduledFuture<?> ticks = clock.scheduleAtFixedRate(
                    () -> show(stage, unit, done.getAsLong(), total, started, false),
                    intervalMillis,
                    intervalMillis,
                    TimeUnit.MILLISECONDS);
            T result = work.call();
            ticks.cancel(false);
            show(stage, unit, done.getAsLong(), total, started, true);
            return result;
        } finally {
            clock.shutdownNow();
        }
    }

    private synchronized void show(String stage, String unit, long done, long total, long startedNanos, boolean last) {
        String line = line(stage, unit, done, total, (System.nanoTime() - startedNanos) / 1e9);
        if (terminal) {
            out.print("\r" + line + "\033[K" + (last ? "\n" : ""));
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** The line itself; package-private for its test. */
    static String line(String stage, String unit, long done, long total, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        String left = rate > 0 && done < total ? duration((total - done) / rate) + " left" : duration(seconds);
        return String.format(Locale.ROOT, "%-10s %,d/%,d  %.0f %s/s  %s", stage, done, total, rate, unit, left);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%dm%02ds", whole / 60, whole % 60);
    }
}
