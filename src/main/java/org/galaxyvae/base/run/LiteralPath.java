package org.galaxyvae.base.run;

import org.apache.hadoop.fs.Path;

/** Paths for Spark's readers, which take them for patterns: a folder may well be called {@code survey [v2]}. */
public final class LiteralPath {
    private LiteralPath() {}

    /** The path with what a pattern is made of escaped; for reading alone, since writers take paths as they are. */
    public static String of(Path path) {
        return of(path.toString());
    }

    /** The same of a path or URI as text. */
    public static String of(String path) {
        return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
    }
}
