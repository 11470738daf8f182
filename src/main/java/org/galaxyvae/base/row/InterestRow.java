package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code interest}. What the labels teach of every scored object. */
public record InterestRow(
        @Column(required = true, meaning = "whose scores they are")
        String modelId,

        @Column(required = true, meaning = "every scored object")
        String objectId,

        @Column(meaning = "0 to 1: the learner's and the anomaly rank's, weighed by how many positives are known")
        double interest,

        @Column(meaning = "its standard deviation, 0 to 0.5")
        double interestSd,

        @Column(meaning = "1 = most interesting; ties by object_id")
        long interestRank,

        @Column(meaning = "1 = what to label next (interest × interest_sd); null for labeled objects") @Nullable
        Long labelNextRank,

        @Column(
                meaning = "`forest`, `logistic` or `gaussian_process`; `none` while fewer than "
                        + "`rerank.min_positives` positives are known")
        String learner,

        @Column(meaning = "labeled objects that counted as positive")
        int positives,

        @Column(meaning = "the run that wrote the row") String runId,
        @Column(meaning = "when that run began") Instant rankedAt) {}
