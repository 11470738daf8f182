package org.galaxyvae.train;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Measured;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.train.learn.TrainingTensors;

/** Fits what is fitted once per model: what is ordinary on training objects, tails on calibration objects. */
final class ReferenceFit {
    private static final int CALIBRATION_MOST = 50_000;

    private ReferenceFit() {}

    /**
     * Fits components and references on samples; objects are sorted by id, so partitions never matter.
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
        Baselines baselines = Baselines.fit(
                TrainingTensors.samplePixels(training, Baselines.imagesMost(architecture)),
                context.settings().seed());
        return fit(context, architecture, parameters, baselines.components(), training, calibration);
    }

    /** Fits references with principal components that are there already. */
    static References fit(
            StageContext context,
            Architecture architecture,
            float[] parameters,
            PrincipalComponents components,
            Dataset<Row> training,
            Dataset<Row> calibration) {
        Settings settings = context.settings();
        PrincipalComponents used = components.leading(settings.score().components());
        ModelHandle handle = ModelHandle.unfitted(architecture, parameters, used, settings);
        Dataset<Row> reference =
                TrainingTensors.sample(training, settings.score().referenceObjects());
        return References.fit(
                SavedModel.members(settings),
                used,
                measure(context, "training", reference, handle),
                measure(context, "calibration", calibrationSample(calibration), handle),
                settings.seed());
    }

    /** The calibration objects that tails and p-values come from. */
    static Dataset<Row> calibrationSample(Dataset<Row> calibration) {
        return TrainingTensors.sample(calibration, CALIBRATION_MOST);
    }

    private static List<Measured> measure(StageContext context, String which, Dataset<Row> rows, ModelHandle handle) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        spark.sc().setJobDescription("fit references: measure " + which + " objects");
        Broadcast<ModelHandle> model = spark.broadcast(handle);
        LongAccumulator done = spark.sc().longAccumulator("measured");
        Dataset<Row> chosen = rows.select(OBJECT_ID, PIXELS).repartition(2 * spark.defaultParallelism());
        List<Measured> measured = new ArrayList<>(context.progress()
                .track(
                        "measure " + which,
                        rows.count(),
                        done::value,
                        () -> chosen.javaRDD()
                                .mapPartitions(partition -> ModelHandle.stream(model, partition, (opened, batch) -> {
                                    List<Measured> part = opened.measure(batch.stream()
                                            .map(row -> new EvidenceModel.Image(row.getString(0), row.getAs(PIXELS)))
                                            .toList());
                                    done.add(batch.size());
                                    return part;
                                }))
                                .collect()));
        model.destroy();
        measured.sort(Comparator.comparing(Measured::objectId));
        return measured;
    }
}
