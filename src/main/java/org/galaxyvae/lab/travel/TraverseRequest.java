package org.galaxyvae.lab.travel;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which units to move, about what and how far.
 *
 * @param modelId null for production
 * @param objectId the object in the middle; null: the origin
 * @param dimensions units from 0; empty: all active ones
 * @param sigmas how far either way, standard deviations of the catalog's aggregate posterior, above 0 to 20
 * @param steps images a unit, odd, so that one of them is the middle, 3 to 33
 */
public record TraverseRequest(
        @Nullable String modelId,
        @Nullable String objectId,
        List<Integer> dimensions,
        double sigmas,
        int steps,
        String out) {
    private static final double MOST_SIGMAS = 20;
    private static final int MOST_STEPS = 33;

    public TraverseRequest {
        dimensions = dimensions.stream().distinct().toList();
        if (!(sigmas > 0 && sigmas <= MOST_SIGMAS)) {
            throw new RequestException("Invalid --range " + sigmas + ", expected above 0 to " + MOST_SIGMAS);
        }
        if (steps < 3 || steps > MOST_STEPS || steps % 2 == 0) {
            throw new RequestException("Invalid --steps " + steps + ", expected an odd number from 3 to " + MOST_STEPS);
        }
    }
}
