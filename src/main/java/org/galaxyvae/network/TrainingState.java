package org.galaxyvae.network;

import java.io.Serializable;

/**
 * All that a training needs to go on: what is learned and what the optimizer remembers.
 *
 * @param parameters the network's flat vector
 * @param updaterState Adam's moments as DL4J keeps them, empty before the first step
 * @param iterations steps that Adam has counted; its bias correction depends on them
 */
public record TrainingState(float[] parameters, float[] updaterState, int iterations) implements Serializable {
    /** The state before the first step. */
    public static TrainingState fresh(float[] parameters) {
        return new TrainingState(parameters, new float[0], 0);
    }
}
