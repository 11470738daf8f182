package org.galaxyvae.show.sheet;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to explain and where.
 *
 * @param modelId the model, or null for production
 * @param objectIds 1 to 100, each told once
 * @param labelColumn column of {@code catalog} to show beside, or null
 * @param out directory for the figures
 */
public record ExplainRequest(
        @Nullable String modelId,
        List<String> objectIds,
        @Nullable String labelColumn,
        String out) {
    private static final int MOST = 100;

    public ExplainRequest {
        objectIds = objectIds.stream().distinct().toList();
        if (objectIds.isEmpty() || objectIds.size() > MOST) {
            throw new RequestException("Invalid --id: " + objectIds.size() + " objects, expected 1 to " + MOST);
        }
    }
}
