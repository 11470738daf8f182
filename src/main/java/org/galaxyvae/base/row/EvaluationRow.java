package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code evaluations}. Measured quality. */
public record EvaluationRow(
        @Column(required = true, meaning = "the run that measured")
        String runId,

        @Column(meaning = "whose scores they are") String modelId,
        @Column(meaning = "the column of the user's labels") String labelColumn,

        @Column(
                required = true,
                meaning = "`all` positives together, or one positive value alone, where there are several")
        String labelClass,

        @Column(meaning = "the positive values, comma-separated")
        String positive,

        @Column(meaning = "`test` (objects that were neither trained on nor calibrated with), `untrained` or `all`")
        String split,

        @Column(
                required = true,
                meaning = "column of `scores`; or a recipe: `network_asymmetry_score`, `pca_network_score`, "
                        + "`pca_asymmetry_score`, `pca_score`, `perceptual_score`, `ratio_score`, `error_score`, "
                        + "`pca_error_score`, `two_asymmetries_score`, `networkless_score`; or a baseline: "
                        + "`mean_image`, `pixel_knn`, `latent_forest`, `morphology_forest`, `random`")
        String evidence,

        @Column(meaning = "objects measured") long positives,
        @Column(meaning = "objects measured") long negatives,

        @Column(meaning = "labeled objects that the model was trained on or calibrated with")
        long trainedOn,

        @Column(meaning = "area under the ROC curve and its 95% bootstrap interval")
        double auc,

        @Column(meaning = "area under the ROC curve and its 95% bootstrap interval")
        double aucLow,

        @Column(meaning = "area under the ROC curve and its 95% bootstrap interval")
        double aucHigh,

        @Column(meaning = "likewise, of the precision-recall curve")
        double averagePrecision,

        @Column(
                name = "precision_at_1_percent",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double precisionAt1Percent,

        @Column(
                name = "recall_at_1_percent",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double recallAt1Percent,

        @Column(
                name = "precision_at_5_percent",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double precisionAt5Percent,

        @Column(
                name = "recall_at_5_percent",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double recallAt5Percent,

        @Column(
                name = "precision_at_100",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double precisionAt100,

        @Column(
                name = "recall_at_100",
                meaning = "0 to 1: of the first 1% (5%) of the measured objects by the score, or of the first 100")
        double recallAt100,

        @Column(meaning = "likewise, of the precision-recall curve")
        double averagePrecisionLow,

        @Column(meaning = "likewise, of the precision-recall curve")
        double averagePrecisionHigh,

        @Column(name = "recall_at_100_low", meaning = "its 95% bootstrap interval")
        double recallAt100Low,

        @Column(name = "recall_at_100_high", meaning = "its 95% bootstrap interval")
        double recallAt100High,

        @Column(
                name = "matched_precision_at_100",
                meaning = "of a top 100 with the brightness and size of the survey; of `all` alone")
        @Nullable
        Double matchedPrecisionAt100,

        @Column(
                name = "matched_recall_at_100",
                meaning = "of a top 100 with the brightness and size of the survey; of `all` alone")
        @Nullable
        Double matchedRecallAt100,

        @Column(meaning = "when that run began") Instant evaluatedAt,

        @Column(
                meaning = "of the measured ids, positives marked, all positives together: equal where two models "
                        + "were measured on the same")
        String objectsHash) {}
