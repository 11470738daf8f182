package org.galaxyvae.label.artifact;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CHANNELS;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.neighbor.Latents;

/**
 * Objects whose residual maps and flags are alike, by k-means on {@link ResidualShape} and one number for each kind that flags
 * speak of; k by the silhouette (Rousseeuw 1987).
 *
 * @param clusters by object, from 0
 * @param silhouette of the k that was chosen, -1 to 1; NaN where there were too few objects to cluster
 */
record ResidualClusters(Map<String, Integer> clusters, double silhouette) {
    private static final int[] COUNTS = {3, 4, 6, 8, 12};
    private static final int FEWEST_A_CLUSTER = 5;

    private record Shape(String objectId, double[] numbers) implements java.io.Serializable {}

    /**
     * Clusters.
     *
     * @param objects object_id, flags, z, height, width, channels, pixels
     */
    static ResidualClusters of(StageContext context, SavedModel model, Dataset<Row> objects) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        spark.sc().setJobDescription("artifacts: residual maps");
        // in one order, whatever the partitions: k-means begins with drawn rows
        List<Shape> shapes = new ArrayList<>(objects.javaRDD()
                .mapPartitions(part -> ModelHandle.stream(handle, part, ResidualClusters::shapes))
                .collect());
        handle.destroy();
        shapes.sort(Comparator.comparing(Shape::objectId));
        return cluster(context, shapes);
    }

    private static List<Shape> shapes(EvidenceModel model, List<Row> batch) {
        List<float[]> reconstructions = model.reconstructions(batch.stream()
                .map(row -> Latents.floats(row, row.fieldIndex(Z)))
                .toList());
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Row row = batch.get(i);
            double[] residual = ResidualShape.of(Residual.of(
                    row.getAs(PIXELS),
                    reconstructions.get(i),
                    row.<Integer>getAs(HEIGHT),
                    row.<Integer>getAs(WIDTH),
                    row.<Integer>getAs(CHANNELS)));
            double[] flags = ArtifactKind.flagged(row.<Integer>getAs(FLAGS));
            shapes.add(new Shape(
                    row.getAs(OBJECT_ID),
                    DoubleStream.concat(Arrays.stream(residual), Arrays.stream(flags))
                            .toArray()));
        }
        return shapes;
    }

    private static ResidualClusters cluster(StageContext context, List<Shape> shapes) {
        Map<String, Integer> clusters = new HashMap<>();
        if (shapes.size() < COUNTS[0] * FEWEST_A_CLUSTER) {
            return new ResidualClusters(clusters, Double.NaN);
        }
        StructType schema =
                new StructType().add("object_id", DataTypes.StringType).add("shape", SQLDataTypes.VectorType());
        Dataset<Row> rows = context.spark()
                .createDataFrame(
                        shapes.stream()
                                .map(shape -> RowFactory.create(shape.objectId(), Vectors.dense(shape.numbers())))
                                .toList(),
                        schema)
                .coalesce(1);
        Dataset<Row> scaled = new StandardScaler()
                .setWithMean(true)
                .setInputCol("shape")
                .setOutputCol("features")
                .fit(rows)
                .transform(rows)
                .cache();
        ClusteringEvaluator silhouette = new ClusteringEvaluator();
        Dataset<Row> best = scaled;
        double highest = Double.NEGATIVE_INFINITY;
        for (int count : COUNTS) {
            if (shapes.size() < count * FEWEST_A_CLUSTER) {
                break;
            }
            KMeansModel fitted =
                    new KMeans().setK(count).setSeed(context.settings().seed()).fit(scaled);
            Dataset<Row> predicted = fitted.transform(scaled);
            double value = silhouette.evaluate(predicted);
            if (value > highest) {
                highest = value;
                best = predicted;
            }
        }
        best.select(col(OBJECT_ID), col("prediction"))
                .collectAsList()
                .forEach(row -> clusters.put(row.getString(0), row.getInt(1)));
        scaled.unpersist();
        return new ResidualClusters(clusters, highest);
    }
}
