package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code curves}. ROC and precision-recall curves. */
public record CurveRow(
        @Column(required = true, meaning = "as in `evaluations`")
        String runId,

        @Column(meaning = "as in `evaluations`") String modelId,

        @Column(required = true, meaning = "as in `evaluations`")
        String labelClass,

        @Column(required = true, meaning = "as in `evaluations`")
        String evidence,

        @Column(required = true, meaning = "from 0, where nothing is selected, to all objects")
        int point,

        @Column(meaning = "objects with at least this score are selected; null at point 0") @Nullable
        Double threshold,

        @Column(meaning = "how many") long selected,
        @Column(meaning = "0 to 1") double falsePositiveRate,
        @Column(meaning = "0 to 1") double truePositiveRate,
        @Column(meaning = "1 where nothing is selected") double precision,
        @Column(meaning = "when that run began") Instant evaluatedAt,

        @Column(
                meaning = "pointwise 95% bootstrap interval, of at most 1,000 resamples, of the highest true "
                        + "positive rate at this false positive rate: points of one rate share it; null in rows of "
                        + "earlier versions")
        @Nullable
        Double truePositiveRateLow,

        @Column(
                meaning = "pointwise 95% bootstrap interval, of at most 1,000 resamples, of the highest true "
                        + "positive rate at this false positive rate: points of one rate share it; null in rows of "
                        + "earlier versions")
        @Nullable
        Double truePositiveRateHigh,

        @Column(meaning = "the same of the precision where this recall is first reached") @Nullable
        Double precisionLow,

        @Column(meaning = "the same of the precision where this recall is first reached") @Nullable
        Double precisionHigh) {}
