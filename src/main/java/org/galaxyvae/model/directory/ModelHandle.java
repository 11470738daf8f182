package org.galaxyvae.model.directory;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.broadcast.Broadcast;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.PrincipalComponents;
import org.jspecify.annotations.Nullable;

/**
 * A model that travels to executors by broadcast and opens once a partition.
 *
 * @param references null before they are fitted
 * @param score how to measure with it
 */
public record ModelHandle(
        Architecture architecture,
        float[] parameters,
        PrincipalComponents components,
        @Nullable References references,
        long seed,
        Settings.Score score)
        implements Serializable {

    /** The handle of a saved model. */
    public static ModelHandle of(SavedModel model) {
        References references = model.references();
        return new ModelHandle(
                model.architecture(),
                model.parameters(),
                references.components(),
                references,
                model.settings().seed(),
                model.settings().score());
    }

    /** Of what can be measured with but not scored with yet. */
    public static ModelHandle unfitted(
            Architecture architecture, float[] parameters, PrincipalComponents components, Settings settings) {
        return new ModelHandle(architecture, parameters, components, null, settings.seed(), settings.score());
    }

    /** Opens it on this thread. */
    public EvidenceModel open() {
        return SavedModel.open(architecture, parameters, components, references, seed, score);
    }

    /**
     * Streams a partition through the model, a batch at a time; the model closes behind the last row.
     *
     * @param rows the partition
     * @param score what to make of a batch of rows
     */
    public static <T, R> Iterator<R> stream(
            Broadcast<ModelHandle> handle, Iterator<T> rows, BiFunction<EvidenceModel, List<T>, List<R>> score) {
        return Batched.stream(() -> handle.value().open(), EvidenceModel::batch, EvidenceModel::close, rows, score);
    }
}
