package org.galaxyvae.show.sheet;

import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to show and where.
 *
 * @param modelId the model, or null for production
 * @param by column of {@code scores} that orders them, most anomalous first
 * @param count how many, 1 to 10,000
 * @param newOnly only objects that no list knows
 * @param labelColumn column of {@code catalog} to show beside, or null
 * @param out directory for the files
 */
public record TopRequest(
        @Nullable String modelId,
        String by,
        int count,
        boolean newOnly,
        @Nullable String labelColumn,
        String out) {
    private static final int MAX_COUNT = 10_000;

    public TopRequest {
        if (count < 1 || count > MAX_COUNT) {
            throw new RequestException("Invalid --count " + count + ", expected 1 to " + MAX_COUNT);
        }
    }
}
