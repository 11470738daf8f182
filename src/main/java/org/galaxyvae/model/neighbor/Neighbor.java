package org.galaxyvae.model.neighbor;

import java.io.Serializable;
import java.util.Comparator;

/**
 * An object near another one.
 *
 * @param distance Euclidean, between posterior means
 */
public record Neighbor(String objectId, double distance, double anomalyScore) implements Serializable {
    /** Nearest first, ties by object id: the same order however the objects were divided. */
    static final Comparator<Neighbor> ORDER =
            Comparator.comparingDouble(Neighbor::distance).thenComparing(Neighbor::objectId);
}
