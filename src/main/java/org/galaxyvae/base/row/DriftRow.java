package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code drift}. How far the survey has moved from what its model was made with, and from the last night. */
public record DriftRow(
        @Column(required = true, meaning = "the night") String runId,
        @Column(meaning = "the model it was scored with") String modelId,

        @Column(
                required = true,
                meaning = "`model`: objects ingested since the model was made, the newest `drift.recent_objects`, "
                        + "against its test split from before; `last_night`: all scores of the model now against "
                        + "those published last; no rows where there are none of the same model")
        String reference,

        @Column(
                required = true,
                meaning = "a column of `morphology` (`log_flux`, `log_half_light_radius`), `quality` or `scores` "
                        + "(every evidence); `flag_` and a flag of `quality`, 0 or 1; a latent `z[0]`, `z[1]`, …; "
                        + "or `(all)`. Of `last_night` evidences alone")
        String quantity,

        @Column(meaning = "`brightness`, `size`, `quality`, `latent` or `evidence`; null for `(all)`") @Nullable
        String kind,

        @Column(
                meaning = "compared objects; at most 20,000, those whose ids have the smallest hashes; of recent "
                        + "ones at most `drift.recent_objects`")
        long recent,

        @Column(meaning = "those of the reference; at most 20,000, those whose ids have the smallest hashes")
        long objects,

        @Column(
                meaning = "population stability index; of `(all)` the largest; null with fewer than two objects, as "
                        + "all below")
        @Nullable
        Double psi,

        @Column(meaning = "Kolmogorov and Smirnov's two-sample statistic, of `(all)` the largest, and its p-value")
        @Nullable
        Double ks,

        @Column(meaning = "Kolmogorov and Smirnov's two-sample statistic, of `(all)` the largest, and its p-value")
        @Nullable
        Double ksP,

        @Column(meaning = "of the quantity, over the objects of the reference and over the compared ones") @Nullable
        Double referenceMean,

        @Column(meaning = "of the quantity, over the objects of the reference and over the compared ones") @Nullable
        Double recentMean,

        @Column(
                meaning = "`stable` (psi < 0.1), `moving` (< 0.25), `drifted`, or `too_few` (fewer than "
                        + "`drift.min_objects` on a side)")
        String verdict,

        @Column(
                meaning = "of `(all)` alone: `none`, `watch`, `inspect`, `retrain`, or `wait` where there are too "
                        + "few to tell")
        @Nullable
        String recommendation,

        @Column(meaning = "when the night began") Instant measuredAt) {}
