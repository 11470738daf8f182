package org.galaxyvae.show.sheet;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.pixel.prepare.CropHint;
import org.jspecify.annotations.Nullable;

/**
 * What to find similar objects of.
 *
 * @param modelId the model, or null for production
 * @param objectIds scored objects, each once
 * @param images files on any Hadoop file system, each once; they need not be in the catalog
 * @param hint what is known of the images, for models whose crop depends on it
 * @param count neighbors of each, 1 to 200
 * @param normalOnly only among objects that are no more anomalous than the median
 * @param out directory for the files, or null for none
 */
public record SimilarRequest(
        @Nullable String modelId,
        List<String> objectIds,
        List<String> images,
        CropHint hint,
        int count,
        boolean normalOnly,
        @Nullable String out) {
    private static final int MOST_COUNT = 200;
    private static final int MOST_QUERIES = 100;
    /** What a page may still hold. */
    private static final int MOST_PICTURES = 2000;

    public SimilarRequest {
        objectIds = objectIds.stream().distinct().toList();
        images = images.stream().distinct().toList();
        int queries = objectIds.size() + images.size();
        if (count < 1 || count > MOST_COUNT) {
            throw new RequestException("Invalid --count " + count + ", expected 1 to " + MOST_COUNT);
        }
        if (queries < 1 || queries > MOST_QUERIES) {
            throw new RequestException(
                    "Invalid --id and --image: " + queries + " together, expected 1 to " + MOST_QUERIES);
        }
        if (queries * count > MOST_PICTURES) {
            throw new RequestException("Invalid --count " + count + ": " + queries * count + " neighbors of " + queries
                    + " together, expected at most " + MOST_PICTURES);
        }
    }
}
