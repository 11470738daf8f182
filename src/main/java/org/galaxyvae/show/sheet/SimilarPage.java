package org.galaxyvae.show.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code similar.jte} shows: a page that needs nothing else, no script, no network. Text is as it is: the template
 * escapes it. Pictures are {@code data:} URIs, null where there is none.
 */
public record SimilarPage(String modelId, List<Like> likes) {
    /**
     * What was asked, and whom it is like.
     *
     * @param kind {@code id} or {@code image}
     * @param query the id or the file
     * @param neighbors the nearest first
     */
    public record Like(String kind, String query, @Nullable String image, List<Near> neighbors) {}

    /**
     * A neighbor.
     *
     * @param place 1 for the nearest
     * @param link to SkyServer, or null where its position is unknown
     * @param distance in words
     * @param score rank and score in words
     * @param sameContent whether its pixels are those of the query
     */
    public record Near(
            int place,
            String objectId,
            @Nullable String image,
            @Nullable String link,
            String distance,
            String score,
            boolean sameContent) {}
}
