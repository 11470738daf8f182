package org.galaxyvae.model.registry;

import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which model is to be promoted, and how strictly.
 *
 * @param force promote it though it is worse than the production model, or not measured
 * @param note why, for the model's row, or null
 * @param tolerance by how much each measure may be worse, 0 to 1
 */
public record PromotionRequest(
        String modelId, boolean force, @Nullable String note, double tolerance) {
    public PromotionRequest {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new RequestException("Invalid --tolerance " + tolerance + ", expected 0 to 1");
        }
    }
}
