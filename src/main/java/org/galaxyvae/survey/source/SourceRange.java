package org.galaxyvae.survey.source;

import java.io.Serializable;

/**
 * A part of a source that one task reads.
 *
 * @param from the first member, image or row group
 * @param until the one after the last; {@link Long#MAX_VALUE} for all
 */
public record SourceRange(SourceFile file, long from, long until) implements Serializable {
    /** Whether it is all there is of the source. */
    public boolean isWhole() {
        return from == 0 && until == Long.MAX_VALUE;
    }

    /** The whole source. */
    public static SourceRange whole(SourceFile file) {
        return new SourceRange(file, 0, Long.MAX_VALUE);
    }
}
