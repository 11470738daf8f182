package org.galaxyvae.score.drift;

import java.util.Locale;

/** What recent objects are compared with. */
enum Reference {
    MODEL,
    LAST_NIGHT;

    /** The name in tables, such as {@code last_night}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
