package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code training_metrics}. Learning curves. */
public record TrainingMetricRow(
        @Column(required = true, meaning = "as in `models`") String modelId,

        @Column(
                required = true,
                meaning = "`vae`: a point of the learning curve; `mean_image`, `pca_16`, `pca_32`, `pca_64`: a "
                        + "baseline on the same validation images (a smaller number where there were too few "
                        + "images). Null, meaning `vae`, in rows of models trained before there were baselines")
        String method,

        @Column(
                required = true,
                unit = "images",
                meaning = "over all workers; of a baseline the training images it was fitted on")
        long imagesPresented,

        @Column(meaning = "in force at that point; null for a baseline") @Nullable
        Double learningRate,

        @Column(meaning = "in force at that point; null for a baseline") @Nullable
        Double klWeight,

        @Column(unit = "nats", meaning = "minus log-likelihood + kl_weight × KL, last round; null for a baseline")
        @Nullable
        Double trainingLoss,

        @Column(meaning = "of the mean reconstruction, pixels in [0, 1]; reconstructions of baselines are not clipped")
        double validationMse,

        @Column(unit = "dB", meaning = "mean over images of -10 log10(mse)")
        double validationPsnrDb,

        @Column(meaning = "mean over images of the structural similarity, at most 1; null as `method` is") @Nullable
        Double validationSsim,

        @Column(unit = "nats", meaning = "mean over images, one posterior draw; null for a baseline") @Nullable
        Double validationLogProb,

        @Column(unit = "nats", meaning = "mean over images; elbo = log_prob - kl; null for a baseline") @Nullable
        Double validationKl,

        @Column(unit = "nats", meaning = "mean over images; elbo = log_prob - kl; null for a baseline") @Nullable
        Double validationElbo,

        @Column(meaning = "latent units whose mean KL exceeds 0.05 null for a baseline") @Nullable
        Integer activeUnits,

        @Column(unit = "images/s", meaning = "training speed since the last row; null for a baseline") @Nullable
        Double imagesPerS,

        @Column(meaning = "when it was measured") Instant recordedAt) {}
