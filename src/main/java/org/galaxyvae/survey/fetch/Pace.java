package org.galaxyvae.survey.fetch;

import java.util.function.LongSupplier;

/** Keeps all requests together below a rate, one after the other at equal distances, and holds all where the service asks for it. */
final class Pace {
    /** How a thread waits. */
    interface Sleeper {
        void sleepNanos(long nanos) throws InterruptedException;
    }

    private final long distanceNanos;
    private final LongSupplier clock;
    private final Sleeper sleeper;
    private long next;

    Pace(double requestsPerS) {
        this(requestsPerS, System::nanoTime, nanos -> Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000)));
    }

    Pace(double requestsPerS, LongSupplier clock, Sleeper sleeper) {
        this.distanceNanos = Math.round(1e9 / requestsPerS);
        this.clock = clock;
        this.sleeper = sleeper;
        this.next = clock.getAsLong();
    }

    /** Returns when the caller may send its request. */
    void await() throws InterruptedException {
        for (long wait = turn(); wait > 0; wait = turn()) {
            sleeper.sleepNanos(wait);
        }
    }

    /** Nothing is sent for so long from now on. */
    synchronized void hold(long nanos) {
        long then = clock.getAsLong() + nanos;
        next = then - next > 0 ? then : next; // the clock may turn over
    }

    /** Nanoseconds to wait before asking again; 0 where it is the caller's turn, which is taken then. */
    private synchronized long turn() {
        long now = clock.getAsLong();
        if (next - now > 0) {
            return next - now;
        }
        next = now + distanceNanos;
        return 0;
    }
}
