package org.galaxyvae.show.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object or an image, and whom it is like.
 *
 * @param query the object's id, or the image as the user named it
 * @param kind {@code object} or {@code image}
 * @param neighbors nearest first
 */
record SimilarQuery(String query, String kind, List<Similar> neighbors) {
    public SimilarQuery {
        neighbors = List.copyOf(neighbors);
    }

    /**
     * A scored object near it.
     *
     * @param place from 1
     * @param distance Euclidean between posterior means
     * @param sameContent whether it shows the very same pixels; only an image finds such
     * @param rank and what follows as in {@code scores}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Similar(
            int place,
            String objectId,
            double distance,
            boolean sameContent,
            long rank,
            double anomalyScore,
            double pValue,
            @Nullable String topEvidence,
            @Nullable Double raDeg,
            @Nullable Double decDeg) {}
}
