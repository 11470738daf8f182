package org.galaxyvae.lab.compress;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which models to measure on how many objects.
 *
 * @param modelIds empty: production
 * @param objects held-out objects at most, 10 to 20000
 * @param out folder for compression.csv, or null
 */
public record CompressRequest(
        List<String> modelIds, int objects, @Nullable String out) {
    private static final int LEAST = 10;
    private static final int MOST = 20_000;

    public CompressRequest {
        modelIds = modelIds.stream().distinct().toList();
        if (objects < LEAST || objects > MOST) {
            throw new RequestException("Invalid --objects " + objects + ", expected " + LEAST + " to " + MOST);
        }
    }
}
