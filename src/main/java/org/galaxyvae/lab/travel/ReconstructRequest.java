package org.galaxyvae.lab.travel;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to decode and how.
 *
 * @param modelId null for production
 * @param objectIds each once; empty: all that the model scored
 * @param dtype uint8 or float32, as in {@code tensors}
 * @param out directory; takes {@code reconstructions/}
 */
public record ReconstructRequest(@Nullable String modelId, List<String> objectIds, String dtype, String out) {
    private static final int MOST_IDS = 1000;
    private static final List<String> DTYPES = List.of("uint8", "float32");

    public ReconstructRequest {
        objectIds = objectIds.stream().distinct().toList();
        if (objectIds.size() > MOST_IDS) {
            throw new RequestException("Invalid --id: " + objectIds.size() + " objects, expected at most " + MOST_IDS
                    + "; --all decodes every one");
        }
        if (!DTYPES.contains(dtype)) {
            throw new RequestException("Invalid --dtype " + dtype + ", expected uint8 or float32");
        }
    }
}
