package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.DTYPE;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.network.PixelNeighbors;

/** What pixels alone give: the error of the mean training image, and the distance to the nearest training images. */
final class PixelBaselines {
    static final String MEAN_IMAGE = "mean_image";
    static final String PIXEL_KNN = "pixel_knn";

    private static final int NEIGHBORS = 10;
    private static final int BATCH = 256;
    private static final int PARTITIONS_PER_CORE = 4;

    private PixelBaselines() {}

    /** One object's, under the names of the baselines. */
    private record PixelScores(String objectId, double meanImage, double pixelKnn) {}

    /** The training images that travel to every executor. */
    private record Reference(List<String> objectIds, List<byte[]> images) implements java.io.Serializable {
        Reference {
            objectIds = List.copyOf(objectIds);
            images = List.copyOf(images);
        }
    }

    /**
     * Adds {@link #MEAN_IMAGE} and {@link #PIXEL_KNN}; NaN where there are no training images.
     *
     * @param trained ids of objects the model was trained on
     */
    static void add(StageContext context, String preparationId, Dataset<Row> trained, ScoreColumns scores) {
        Dataset<Row> tensors = context.tables()
                .readOrEmpty(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(preparationId).and(col(DTYPE).equalTo("uint8")))
                .select(OBJECT_ID, PIXELS);
        // ids first: to sort pixels would hold a reference for every partition
        List<String> chosen = trained
                .orderBy(functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID))
                .limit(context.settings().evaluate().pixelReference())
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        List<Row> rows = tensors.join(Columns.ids(context.spark(), chosen), OBJECT_ID)
                .orderBy(OBJECT_ID)
                .collectAsList();
        if (rows.isEmpty()) {
            scores.put(MEAN_IMAGE, id -> Double.NaN);
            scores.put(PIXEL_KNN, id -> Double.NaN);
            return;
        }
        Reference reference = new Reference(
                rows.stream().map(row -> row.getString(0)).toList(),
                rows.stream().map(row -> row.<byte[]>getAs(1)).toList());
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<Reference> broadcast = spark.broadcast(reference);
        LongAccumulator done = spark.sc().longAccumulator("compared");
        spark.sc().setJobDescription("evaluate: pixels of " + scores.objectIds().size() + " objects");
        Dataset<Row> wanted = tensors.join(Columns.ids(context.spark(), scores.objectIds()), OBJECT_ID);
        int partitions = PARTITIONS_PER_CORE * spark.defaultParallelism();
        JavaRDD<Row> scored = (wanted.rdd().getNumPartitions() < partitions ? wanted.repartition(partitions) : wanted)
                .javaRDD()
                .mapPartitions(partition -> compare(partition, broadcast.value(), done));
        int total = scores.objectIds().size();
        List<Row> all = context.progress().track("pixels", total, done::value, scored::collect);
        Columns.add(
                scores,
                context.spark().createDataFrame(all, RecordColumns.schema(PixelScores.class)),
                List.of(MEAN_IMAGE, PIXEL_KNN));
        broadcast.destroy();
    }

    private static Iterator<Row> compare(Iterator<Row> rows, Reference reference, LongAccumulator done) {
        if (!rows.hasNext()) {
            return java.util.Collections.emptyIterator();
        }
        PixelNeighbors neighbors = new PixelNeighbors(reference.images(), NEIGHBORS);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < reference.objectIds().size(); i++) {
            places.put(reference.objectIds().get(i), i);
        }
        List<Row> scored = new ArrayList<>();
        while (rows.hasNext()) {
            List<Row> batch = new ArrayList<>();
            while (rows.hasNext() && batch.size() < BATCH) {
                batch.add(rows.next());
            }
            List<byte[]> images =
                    batch.stream().map(row -> row.<byte[]>getAs(1)).toList();
            int[] self = batch.stream()
                    .mapToInt(row -> places.getOrDefault(row.getString(0), -1))
                    .toArray();
            double[] distances = neighbors.distances(images, self);
            for (int i = 0; i < distances.length; i++) {
                scored.add(RecordColumns.row(new PixelScores(
                        batch.get(i).getString(0), neighbors.errorOfMean(images.get(i)), distances[i])));
            }
            done.add(batch.size());
        }
        return scored.iterator();
    }
}
