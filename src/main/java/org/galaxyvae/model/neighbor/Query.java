package org.galaxyvae.model.neighbor;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;

/**
 * An object whose neighbors are wanted.
 *
 * @param contentHash of its pixels: a copy of it is no neighbor
 * @param z posterior mean
 */
public record Query(String objectId, String contentHash, float[] z) implements Serializable {
    /** Those of the objects that the model has scored, by object id. */
    public static Map<String, Query> of(StageContext context, String modelId, Collection<String> objectIds) {
        Map<String, Query> queries = new LinkedHashMap<>();
        PublishedLatents.of(context.tables(), modelId)
                .where(functions.col(OBJECT_ID).isin(objectIds.toArray()))
                .select(OBJECT_ID, CONTENT_HASH, Z)
                .orderBy(OBJECT_ID)
                .collectAsList()
                .forEach(row -> queries.put(
                        row.getString(0), new Query(row.getString(0), row.getString(1), Latents.floats(row, 2))));
        return queries;
    }

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
