package org.galaxyvae.survey.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of an ingest goes, step by step. */
final class Phases {
    static final String LISTING = "listing";
    static final String CATALOG = "catalog";
    static final String KNOWN = "telling known from new";
    static final String READING = "reading";
    static final String SETTLING = "settling";
    static final String COMMITTING = "committing";
    static final String COMPACTING = "compacting";

    private final long started = System.nanoTime();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String phase = "";
    private long phaseStarted = started;

    /** The phase before ends. */
    void begin(String next) {
        end();
        phase = next;
    }

    void end() {
        long now = System.nanoTime();
        if (!phase.isEmpty()) {
            seconds.merge(phase, (now - phaseStarted) / 1e9, Double::sum);
        }
        phase = "";
        phaseStarted = now;
    }

    /** Seconds of each phase that has ended, in their order. */
    Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    /** Seconds of the phase that ended; 0 where there was none. */
    double of(String name) {
        return seconds.getOrDefault(name, 0.0);
    }

    double total() {
        return (System.nanoTime() - started) / 1e9;
    }
}
