package org.galaxyvae.drift;

import java.util.Locale;

/** What a population stability index means, by the usual limits. */
public enum Verdict {
    STABLE,
    MOVING,
    DRIFTED,
    TOO_FEW;

    private static final double MOVING_FROM = 0.1;
    private static final double DRIFTED_FROM = 0.25;

    /** The verdict on one index. */
    public static Verdict of(double psi) {
        if (psi < MOVING_FROM) {
            return STABLE;
        }
        return psi < DRIFTED_FROM ? MOVING : DRIFTED;
    }

    /** As the table has it, such as {@code too_few}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
