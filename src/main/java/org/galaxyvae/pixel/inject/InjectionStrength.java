package org.galaxyvae.pixel.inject;

import java.util.Locale;

/** How plain an injected anomaly is: hard to see, between, obvious. */
public enum InjectionStrength {
    WEAK,
    MEDIUM,
    STRONG;

    /** The name in tables, such as {@code weak}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which of three values is this strength's. */
    double of(double weak, double medium, double strong) {
        return switch (this) {
            case WEAK -> weak;
            case MEDIUM -> medium;
            case STRONG -> strong;
        };
    }
}
