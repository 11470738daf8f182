package org.galaxyvae.show.map;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.neighbor.Query;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a map with their latents, in the driver, in the order of their ids' hashes: the same however the rows were divided.
 *
 * @param objects latents
 * @param positions of each [x, y]; empty where the rows had none
 * @param tsne of each [x, y] or null; empty where the rows had none
 */
record MapSample(List<Query> objects, double[][] positions, double[] @Nullable [] tsne) {
    private static final String HASH = "id_hash";

    /**
     * Those with the smallest hashes.
     *
     * @param rows columns object_id, content_hash, z; and x, y, tsne_x, tsne_y where {@code placed}
     */
    static MapSample of(Dataset<Row> rows, int most, boolean placed) {
        Dataset<Row> hashed = rows.select(columns(placed))
                .withColumn(HASH, functions.xxhash64(functions.col(OBJECT_ID)))
                .orderBy(HASH, OBJECT_ID)
                .limit(most);
        List<Row> sorted = new ArrayList<>(hashed.collectAsList());
        sorted.sort(
                Comparator.comparingLong((Row row) -> row.<Long>getAs(HASH)).thenComparing(row -> row.getString(0)));
        int count = sorted.size();
        double[][] positions = new double[placed ? count : 0][];
        double[][] tsne = new double[placed ? count : 0][];
        List<Query> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Row row = sorted.get(i);
            Query object = new Query(row.getString(0), row.getString(1), Latents.floats(row, 2));
            object.requireFinite();
            objects.add(object);
            if (placed) {
                positions[i] = new double[] {row.getDouble(3), row.getDouble(4)};
                tsne[i] = row.isNullAt(5) ? null : new double[] {row.getDouble(5), row.getDouble(6)};
            }
        }
        return new MapSample(objects, positions, tsne);
    }

    private static org.apache.spark.sql.Column[] columns(boolean placed) {
        List<String> names = placed
                ? List.of("object_id", "content_hash", "z", "x", "y", "tsne_x", "tsne_y")
                : List.of("object_id", "content_hash", "z");
        return names.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
    }

    int size() {
        return objects.size();
    }

    float[][] vectors() {
        return objects.stream().map(Query::z).toArray(float[][]::new);
    }
}
