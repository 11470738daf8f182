package org.galaxyvae.model.registry;

import java.util.List;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.jspecify.annotations.Nullable;

/**
 * A model that was taken out of service, or back into it.
 *
 * @param stage the one it has now
 * @param previousStage the one it had; equal where nothing was to be done
 */
record StageChange(
        String modelId,
        ModelStage stage,
        ModelStage previousStage,
        @Nullable String note) implements Summary {
    @Override
    public List<String> lines() {
        String was = stage == previousStage ? ", as it was" : ", was " + previousStage;
        return List.of("model " + modelId + " is " + stage + was);
    }
}
