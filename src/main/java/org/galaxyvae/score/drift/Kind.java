package org.galaxyvae.score.drift;

import java.util.Locale;

/** What a quantity tells of an object. */
enum Kind {
    BRIGHTNESS,
    SIZE,
    QUALITY,
    LATENT,
    EVIDENCE;

    /** The name in tables, such as {@code brightness}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
