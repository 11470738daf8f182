package org.galaxyvae.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.row.TrainingMetricRow;
import org.galaxyvae.train.learn.LearningPoint;

/** Rows of {@code training_metrics}. */
final class TrainingMetrics {
    private TrainingMetrics() {}

    /** The validations of the network in their order, then the baselines. */
    static List<TrainingMetricRow> rows(String modelId, List<LearningPoint> curve, List<Baselines.Baseline> baselines) {
        Instant now = Instant.now();
        List<TrainingMetricRow> rows = new ArrayList<>();
        curve.forEach(point -> rows.add(row(modelId, point)));
        baselines.forEach(baseline -> rows.add(row(modelId, baseline, now)));
        return rows;
    }

    private static TrainingMetricRow row(String modelId, LearningPoint point) {
        return new TrainingMetricRow(
                modelId,
                "vae",
                point.imagesPresented(),
                point.learningRate(),
                point.klWeight(),
                point.trainingLoss(),
                point.validation().mse(),
                point.validation().psnrDb(),
                point.validation().ssim(),
                point.validation().logProb(),
                point.validation().kl(),
                point.validation().elbo(),
                point.validation().activeUnits(),
                point.imagesPerS(),
                point.recordedAt());
    }

    /** What has no learning rate has none in the table either; images presented are those it was fitted on. */
    private static TrainingMetricRow row(String modelId, Baselines.Baseline baseline, Instant now) {
        return new TrainingMetricRow(
                modelId,
                baseline.method(),
                baseline.fittedOn(),
                null,
                null,
                null,
                baseline.mse(),
                baseline.psnrDb(),
                baseline.ssim(),
                null,
                null,
                null,
                null,
                null,
                now);
    }
}
