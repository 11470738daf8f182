package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code comparisons}. How much better one score is than another. */
public record ComparisonRow(
        @Column(required = true, meaning = "as in `evaluations`")
        String runId,

        @Column(meaning = "as in `evaluations`") String modelId,

        @Column(required = true, meaning = "as in `evaluations`")
        String labelClass,

        @Column(required = true, meaning = "as `evidence` there")
        String evidence,

        @Column(required = true, meaning = "as `evidence` there")
        String against,

        @Column(meaning = "AUC of `evidence` minus that of `against`; 95% interval over the same resamples")
        double aucDifference,

        @Column(meaning = "AUC of `evidence` minus that of `against`; 95% interval over the same resamples")
        double aucLow,

        @Column(meaning = "AUC of `evidence` minus that of `against`; 95% interval over the same resamples")
        double aucHigh,

        @Column(meaning = "two-sided, never below 2 / (resamples + 1)")
        double aucP,

        @Column(meaning = "likewise") double averagePrecisionDifference,
        @Column(meaning = "likewise") double averagePrecisionLow,
        @Column(meaning = "likewise") double averagePrecisionHigh,
        @Column(meaning = "likewise") double averagePrecisionP,
        @Column(meaning = "when that run began") Instant evaluatedAt) {}
