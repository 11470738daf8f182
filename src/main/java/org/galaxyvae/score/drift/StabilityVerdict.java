package org.galaxyvae.score.drift;

import java.util.Locale;

/** What a stability index says, by the usual limits (Siddiqi 2006, chapter 8). */
enum StabilityVerdict {
    STABLE,
    MOVING,
    DRIFTED,
    TOO_FEW;

    private static final double MOVING_FROM = 0.1;
    private static final double DRIFTED_FROM = 0.25;

    /** The verdict of an index, where there are objects enough. */
    static StabilityVerdict of(double psi) {
        return psi < MOVING_FROM ? STABLE : psi < DRIFTED_FROM ? MOVING : DRIFTED;
    }

    /** The name in tables, such as {@code too_few}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
