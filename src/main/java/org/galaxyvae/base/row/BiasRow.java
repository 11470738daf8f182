package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code biases}. What scores follow that is no anomaly. */
public record BiasRow(
        @Column(required = true, meaning = "as in `evaluations`")
        String runId,

        @Column(meaning = "as in `evaluations`") String modelId,

        @Column(required = true, meaning = "as in `evaluations`")
        String evidence,

        @Column(
                required = true,
                meaning = "column of `catalog`, or `log_flux`, `half_light_radius` or `first_color` of `morphology`")
        String property,

        @Column(meaning = "measured objects that have the property")
        long objects,

        @Column(meaning = "rank correlation of score and property, -1 to 1, and its 95% interval")
        double spearman,

        @Column(meaning = "rank correlation of score and property, -1 to 1, and its 95% interval")
        double spearmanLow,

        @Column(meaning = "rank correlation of score and property, -1 to 1, and its 95% interval")
        double spearmanHigh,

        @Column(
                meaning = "mean of the property over the first 100 by the score (a tenth of fewer than 1,000), and "
                        + "over the rest")
        @Nullable
        Double topMean,

        @Column(
                meaning = "mean of the property over the first 100 by the score (a tenth of fewer than 1,000), and "
                        + "over the rest")
        @Nullable
        Double restMean,

        @Column(meaning = "when that run began") Instant evaluatedAt) {}
