package org.galaxyvae.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.config.Settings;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.evidence.Evidences;
import org.galaxyvae.evidence.References;
import org.galaxyvae.evidence.RobustGaussian;
import org.galaxyvae.model.ModelHandle;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.vae.Architecture;

/** Fits what is fitted once per model: the latent Gaussian on training objects, the tails on calibration objects. */
final class ReferenceFit {
    private ReferenceFit() {}

    /**
     * Fits the references; rows are sorted by id, so partitions never matter.
     *
     * @param training object_id, pixels
     * @param calibration object_id, pixels
     */
    static References fit(
            StageContext context,
            Architecture architecture,
            float[] parameters,
            Dataset<Row> training,
            Dataset<Row> calibration) {
        Settings settings = context.settings();
        RobustGaussian unit = RobustGaussian.of(new double[architecture.latent()], identity(architecture.latent()));
        context.spark().sparkContext().setJobDescription("fit references: latents of training objects");
        List<Row> latents = map(
                context,
                training,
                ModelHandle.of(architecture, parameters, References.ofLatents(unit), settings),
                (model, images) -> {
                    float[][] z = model.latents(images);
                    List<Row> rows = new ArrayList<>();
                    for (int i = 0; i < z.length; i++) {
                        rows.add(RowFactory.create(images.get(i).objectId(), z[i]));
                    }
                    return rows;
                });
        float[][] sorted = latents.stream().map(row -> (float[]) row.get(1)).toArray(float[][]::new);
        RobustGaussian gaussian = RobustGaussian.fit(sorted);
        context.spark().sparkContext().setJobDescription("fit references: evidences of calibration objects");
        List<Row> evidences = map(
                context,
                calibration,
                ModelHandle.of(architecture, parameters, References.ofLatents(gaussian), settings),
                (model, images) -> model.evidences(images).stream()
                        .map(result -> RowFactory.create(result.objectId(), result.evidences()))
                        .toList());
        return References.fit(
                gaussian, evidences.stream().map(row -> (Evidences) row.get(1)).toList());
    }

    /** What the executors make of a batch. */
    private interface Work extends java.io.Serializable {
        List<Row> of(EvidenceModel model, List<EvidenceModel.Image> images);
    }

    private static List<Row> map(StageContext context, Dataset<Row> rows, ModelHandle handle, Work work) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> model = spark.broadcast(handle);
        List<Row> results = new ArrayList<>(rows.select("object_id", "pixels")
                .repartition(2 * spark.defaultParallelism())
                .javaRDD()
                .mapPartitions(partition -> ModelHandle.stream(
                        model,
                        partition,
                        (opened, batch) -> work.of(
                                opened,
                                batch.stream()
                                        .map(row -> new EvidenceModel.Image(row.getString(0), row.getAs("pixels")))
                                        .toList())))
                .collect());
        model.destroy();
        results.sort(java.util.Comparator.comparing(row -> row.getString(0)));
        return results;
    }

    private static double[] identity(int n) {
        double[] factor = new double[n * n];
        for (int i = 0; i < n; i++) {
            factor[i * n + i] = 1;
        }
        return factor;
    }
}
