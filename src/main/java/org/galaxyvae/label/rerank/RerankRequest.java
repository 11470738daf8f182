package org.galaxyvae.label.rerank;

import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which model's objects are ranked anew and where the page of what to label next goes.
 *
 * @param modelId the model, or null for production
 * @param count objects on the page, 1 to 1,000
 * @param out its folder, or null for none
 */
public record RerankRequest(
        @Nullable String modelId, int count, @Nullable String out) {
    private static final int MOST = 1000;

    public RerankRequest {
        if (count < 1 || count > MOST) {
            throw new RequestException("Invalid --count " + count + ", expected 1 to " + MOST);
        }
    }
}
