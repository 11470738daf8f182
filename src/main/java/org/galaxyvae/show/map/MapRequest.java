package org.galaxyvae.show.map;

import org.jspecify.annotations.Nullable;

/**
 * What to map.
 *
 * @param modelId the model, or null for production
 * @param all fit again, also where there is a map of the model
 * @param out directory for the picture, or null for none
 */
public record MapRequest(
        @Nullable String modelId, boolean all, @Nullable String out) {}
