package org.galaxyvae.model.neighbor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.pixel.maths.NearestVectors;

/**
 * Latents in the driver.
 *
 * @param objects in the order that was asked for
 */
public record ModelLatents(List<Query> objects) {
    /** By object id: the same whatever the partitions were. */
    public static final Comparator<Query> BY_ID = Comparator.comparing(Query::objectId);

    public ModelLatents {
        objects = List.copyOf(objects);
    }

    /**
     * Collects them; 200,000 of 32 units are 60 MB.
     *
     * @param rows columns object_id, content_hash and z in that order
     * @throws org.galaxyvae.base.table.InvalidDataException where a latent is not finite
     */
    public static ModelLatents collect(Dataset<Row> rows, Comparator<Query> order) {
        List<Query> objects = rows.javaRDD()
                .map(row -> new Query(row.getString(0), row.getString(1), Latents.floats(row, 2)))
                .collect();
        objects.forEach(Query::requireFinite);
        return new ModelLatents(objects.stream().sorted(order).toList());
    }

    /** How many there are. */
    public int size() {
        return objects.size();
    }

    /** Their ids, in their order. */
    public String[] ids() {
        return objects.stream().map(Query::objectId).toArray(String[]::new);
    }

    /** Their vectors. */
    public float[][] vectors() {
        return objects.stream().map(Query::z).toArray(float[][]::new);
    }

    /** To search in: whoever has the same content does not find each other. */
    public NearestVectors blocks() {
        Map<String, Integer> groups = new HashMap<>();
        int[] group = objects.stream()
                .mapToInt(object -> groups.computeIfAbsent(object.contentHash(), hash -> groups.size()))
                .toArray();
        return NearestVectors.of(vectors(), group, NearestVectors.Sums.DOUBLE);
    }
}
