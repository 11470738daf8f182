package org.galaxyvae.base.table;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which file systems are object stores in disguise. There a rename is a copy of each file and a deletion, and a file cannot be
 * created only where there is none; but an object is written by one request, whole or not at all, and seen by all who ask then.
 */
final class ObjectStore {
    private static final Set<String> SCHEMES =
            Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cos", "cosn", "obs", "swift");

    private ObjectStore() {}

    static boolean holds(URI uri) {
        return is(uri.getScheme());
    }

    private static boolean is(@Nullable String scheme) {
        return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    }
}
