package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;

/** A row of {@code evidences}. What depends on one image and one model. */
public record EvidenceRow(
        @Column(required = true, meaning = "whose image, by which model")
        String modelId,

        @Column(required = true, meaning = "whose image, by which model")
        String objectId,

        @Column(unit = "nats", meaning = "mean over the draws of log p(x|z), natural sign, no evidence")
        double reconstructionLogProb,

        @Column(unit = "nats", meaning = "minus that") double reconstructionNll,

        @Column(unit = "nats", meaning = "its standard error over the draws")
        double reconstructionNllSe,

        @EachEvidence double[] evidences,

        @Column(meaning = "recomputed only when one changes")
        String contentHash,

        @Column(meaning = "recomputed only when one changes")
        String scoringHash,

        @Column(meaning = "the run that computed the row") String runId,

        @Column(unit = "nats", meaning = "as in `scores`, which takes them from here")
        double anomalyScore,

        @Column(unit = "nats", meaning = "as in `scores`, which takes them from here")
        double networkScore,

        @Column(meaning = "as in `scores`, which takes them from here")
        double pValue,

        @Column(meaning = "as in `scores`, which takes them from here")
        double pTail,

        @Column(meaning = "as in `scores`, which takes it from here")
        String topEvidence) {}
