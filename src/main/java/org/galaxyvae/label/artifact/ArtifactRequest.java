package org.galaxyvae.label.artifact;

import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which model's objects are looked at and where the gallery goes.
 *
 * @param modelId the model, or null for production
 * @param count objects in the gallery, 1 to 1,000
 * @param out its folder, or null for none
 */
public record ArtifactRequest(
        @Nullable String modelId, int count, @Nullable String out) {
    private static final int MOST = 1000;

    public ArtifactRequest {
        if (count < 1 || count > MOST) {
            throw new RequestException("Invalid --count " + count + ", expected 1 to " + MOST);
        }
    }
}
