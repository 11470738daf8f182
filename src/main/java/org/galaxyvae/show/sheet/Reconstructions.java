package org.galaxyvae.show.sheet;

import org.galaxyvae.model.registry.ModelChoice;

/** What a model makes of a latent: the network behind one method, so that this room needs none. */
public interface Reconstructions extends AutoCloseable {
    /**
     * The mean reconstruction.
     *
     * @param latent the posterior mean
     * @return 8 bits a band, row-major [row, column, channel], the size of the model's tensors
     */
    byte[] of(float[] latent);

    @Override
    default void close() {}

    /** Opens the reconstructions of a model. */
    interface Source {
        Reconstructions open(ModelChoice model);
    }
}
