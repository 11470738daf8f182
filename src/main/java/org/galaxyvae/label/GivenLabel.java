package org.galaxyvae.label;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What someone said of one object.
 *
 * @param line of the file, from 1; 0 where it was given on the command line
 * @param interest 0 to 5
 * @param reportRunId the page's run
 */
record GivenLabel(
        long line,
        String objectId,
        @Nullable Integer interest,
        @Nullable Boolean artifact,
        @Nullable String comment,
        String labeler,
        Instant labeledAt,
        @Nullable String reportRunId) {
    /** Who said it of what and when: the key of the table {@code labels}. */
    record Key(String objectId, String labeler, Instant labeledAt) {}

    Key key() {
        return new Key(objectId, labeler, labeledAt);
    }

    /** Whether it says the same, wherever it stands. */
    boolean saysTheSameAs(GivenLabel other) {
        return at(0).equals(other.at(0));
    }

    private GivenLabel at(long otherLine) {
        return new GivenLabel(otherLine, objectId, interest, artifact, comment, labeler, labeledAt, reportRunId);
    }
}
