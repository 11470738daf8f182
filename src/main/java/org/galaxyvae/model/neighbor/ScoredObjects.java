package org.galaxyvae.model.neighbor;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/**
 * Scored objects of one model, searched in one pass for the nearest to a few.
 *
 * @param modelId whose latents and scores count
 * @param condition on columns of {@code scores}
 */
public record ScoredObjects(StageContext context, String modelId, Column condition) {
    private static final int DEPTH_OF_THE_SUM = 2;

    /**
     * The nearest of them to each query, exact, in one pass over the latents; the same on any number of partitions.
     *
     * @param wanted neighbors of each; fewer where there are not so many
     * @return by object id, in the order of the queries, nearest first
     */
    public Map<String, List<Neighbor>> nearest(List<Query> queries, int wanted) {
        List<List<Neighbor>> found = nearestInOrder(queries, wanted);
        Map<String, List<Neighbor>> byId = new LinkedHashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            byId.put(queries.get(i).objectId(), found.get(i));
        }
        return byId;
    }

    /** The nearest objects to each query, one list a query in their order: queries need no id. */
    public List<List<Neighbor>> nearestInOrder(List<Query> queries, int wanted) {
        if (queries.isEmpty()) {
            return List.of();
        }
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        spark.sc().setJobDescription("neighbors of " + queries.size() + " objects");
        Broadcast<ArrayList<Query>> all = spark.broadcast(new ArrayList<>(queries));
        Nearest none = new Nearest(queries.size(), wanted);
        JavaRDD<Nearest> parts = rows().mapPartitions(part -> part(all.value(), part, wanted));
        Nearest found = parts.treeAggregate(none, Nearest::add, Nearest::add, DEPTH_OF_THE_SUM);
        all.destroy();
        return IntStream.range(0, queries.size()).mapToObj(found::of).toList();
    }

    private JavaRDD<Row> rows() {
        var objects = context.tables()
                .read(Specs.SCORES)
                .where(functions.col(MODEL_ID).equalTo(modelId).and(condition))
                .select(OBJECT_ID, ANOMALY_SCORE);
        return PublishedLatents.of(context.tables(), modelId)
                .select(OBJECT_ID, Z, CONTENT_HASH)
                .join(objects, OBJECT_ID)
                .javaRDD();
    }

    private static Iterator<Nearest> part(List<Query> queries, Iterator<Row> rows, int wanted) {
        if (!rows.hasNext()) {
            return List.<Nearest>of().iterator();
        }
        Nearest nearest = new Nearest(queries.size(), wanted);
        while (rows.hasNext()) {
            Row row = rows.next();
            nearest.add(
                    queries, new Query(row.getString(0), row.getString(2), Latents.floats(row, 1)), row.getDouble(3));
        }
        return List.of(nearest).iterator();
    }
}
