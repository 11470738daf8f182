package org.galaxyvae.base.row;

import java.time.Instant;
import java.util.Map;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of the table of trials: hyper-parameter searches. */
public record TrialRow(
        @Column(required = true, meaning = "the run_id of the command that began the search; a resumed search keeps it")
        String tuneId,

        @Column(required = true, meaning = "from 0, in the order of drawing")
        int trial,

        @Column(required = true, meaning = "from 0; the last one has presented `tune.images`")
        int rung,

        @Column(
                meaning = "`finished`, or `failed` with a message; a trial whose last row is finished below the "
                        + "last rung was stopped there")
        String state,

        @Column(unit = "images", meaning = "since the trial began, over all its rungs")
        long imagesPresented,

        @Column(meaning = "the searched keys and this trial's values as JSON; all others are the run's, in `runs`")
        String configuration,

        @Column(meaning = "`injected_auc` or `elbo`") String objective,

        @Column(meaning = "higher is better; null where failed, as all measurements below") @Nullable
        Double objectiveValue,

        @Column(meaning = "ROC-AUC of the central error, held-out images with an anomaly against the same without")
        @Nullable
        Double injectedAuc,

        @Column(meaning = "the same for one kind and strength alone, such as `ring_weak`") @Nullable
        Map<String, Double> kindAucs,

        @Column(meaning = "of the mean reconstruction of untouched held-out images, pixels in [0, 1]") @Nullable
        Double mse,

        @Column(unit = "dB", meaning = "mean over images of -10 log10(mse)") @Nullable
        Double psnrDb,

        @Column(meaning = "mean over images of the structural similarity") @Nullable
        Double ssim,

        @Column(
                unit = "nats",
                meaning = "mean over images, one posterior draw, divergence in full whatever the trial's "
                        + "`train.kl_weight`")
        @Nullable
        Double elbo,

        @Column(meaning = "latent units whose mean KL exceeds 0.05 nats") @Nullable
        Integer activeUnits,

        @Column(meaning = "why it failed, one line") @Nullable
        String message,

        @Column(unit = "s", meaning = "of this rung, training and measuring")
        double seconds,

        @Column(meaning = "the command that ran this rung") String runId,
        @Column(meaning = "of this rung") Instant startedAt,
        @Column(meaning = "of this rung") Instant finishedAt) {}
