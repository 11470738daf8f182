package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code injections}. Measured quality on injected anomalies. */
public record InjectionRow(
        @Column(required = true, meaning = "the run that measured")
        String runId,

        @Column(meaning = "whose scores they are") String modelId,

        @Column(required = true, meaning = "what was drawn (`science.md`)")
        String kind,

        @Column(required = true, meaning = "`weak`, `medium` or `strong`")
        String strength,

        @Column(required = true, meaning = "column of `scores`, or a recipe as in `evaluations`")
        String score,

        @Column(meaning = "held-out images, each with and without it")
        long objects,

        @Column(meaning = "against the untouched images; the 95% interval draws each image with its control")
        double auc,

        @Column(meaning = "against the untouched images; the 95% interval draws each image with its control")
        double aucLow,

        @Column(meaning = "against the untouched images; the 95% interval draws each image with its control")
        double aucHigh,

        @Column(
                name = "recall_at_1_percent",
                meaning = "share found above the score that 1% (5%) of the untouched images exceed")
        double recallAt1Percent,

        @Column(
                name = "recall_at_5_percent",
                meaning = "share found above the score that 1% (5%) of the untouched images exceed")
        double recallAt5Percent,

        @Column(meaning = "when that run began") Instant evaluatedAt,

        @Column(
                meaning = "of their ids and the seed: equal where two models were measured on the same; null in "
                        + "rows of earlier versions")
        @Nullable
        String objectsHash) {}
