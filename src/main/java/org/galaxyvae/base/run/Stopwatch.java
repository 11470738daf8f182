package org.galaxyvae.base.run;

/** Wall-clock time since it was started; not moved by whoever sets the clock. */
public final class Stopwatch {
    private final long startedNanos = System.nanoTime();

    private Stopwatch() {}

    /** One that runs from now. */
    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** Seconds since then, at least 0. */
    public double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
