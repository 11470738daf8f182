package org.galaxyvae.neighbor;

import java.io.Serializable;
import org.galaxyvae.table.InvalidDataException;

/**
 * An object whose neighbors are wanted.
 *
 * @param contentHash of its pixels: a copy of it is no neighbor
 * @param z posterior mean
 */
public record Query(String objectId, String contentHash, float[] z) implements Serializable {
    /**
     * That its latent can be measured.
     *
     * @throws InvalidDataException where it is not finite
     */
    public void requireFinite() {
        for (float value : z) {
            if (!Float.isFinite(value)) {
                throw new InvalidDataException("Invalid latent of object " + objectId + ": " + value
                        + ", expected finite numbers; run galaxy-vae score --all");
            }
        }
    }

    /** Whether the two are the same or show the same. */
    boolean sameAs(Query other) {
        return objectId.equals(other.objectId) || contentHash.equals(other.contentHash);
    }

    /** Squared Euclidean distance, or infinity as soon as it is known to exceed the limit. */
    double square(Query other, double limit) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double difference = (double) z[i] - other.z[i];
            sum += difference * difference;
            if (sum > limit) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }
}
