package org.galaxyvae.image;

import java.util.Locale;

/** What may be injected into a prepared image: rare sky, neighbors in the way, and faults of the camera. */
public enum InjectedKind {
    /** A second galaxy in front. */
    BLEND,
    /** A thin straight line in one band. */
    TRAIL,
    /** A saturated star with four spikes. */
    STAR,
    /** A ring around the middle. */
    RING,
    /** Weak: red and blue swapped; strong: green lost. */
    CHANNELS,
    /** A black strip at one side; weak: a third of the frame, strong: half. */
    MISSING;

    /** The name in tables, such as {@code ring_weak}. */
    public String label(boolean strong) {
        return name().toLowerCase(Locale.ROOT) + (strong ? "_strong" : "_weak");
    }
}
