package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code scores}. The published product. */
public record ScoreRow(
        @Column(required = true, meaning = "which object, by which model")
        String modelId,

        @Column(required = true, meaning = "which object, by which model")
        String objectId,

        @Column(unit = "deg", meaning = "as in `tensors`") @Nullable
        Double raDeg,

        @Column(unit = "deg", meaning = "as in `tensors`") @Nullable
        Double decDeg,

        @Column(unit = "nats", meaning = "Fisher sum of the members' tails (`score.members`); unbounded, no chi-square")
        double anomalyScore,

        @Column(unit = "nats", meaning = "the same over the members that need the network")
        double networkScore,

        @Column(meaning = "share of calibration objects at least as anomalous, never below 1 / (n + 1)")
        double pValue,

        @Column(meaning = "tail probability by a fitted Pareto tail: an extrapolation below 1 / (n + 1)")
        double pTail,

        @Column(meaning = "least false discovery rate at which the object is selected, from p_tail: extrapolated")
        double fdrQ,

        @Column(meaning = "1 = most anomalous by anomaly_score; ties by object_id")
        long rank,

        @Column(meaning = "1 = least probable by reconstruction_nll")
        long reconstructionRank,

        @Column(meaning = "the member of the sum with the smallest tail probability")
        String topEvidence,

        @Column(unit = "nats", meaning = "as in `evidences`")
        double reconstructionLogProb,

        @Column(unit = "nats", meaning = "as in `evidences`")
        double reconstructionNll,

        @EachEvidence double[] evidences,
        @Column(meaning = "as in `tensors`") String split,

        @Column(meaning = "true where the model saw the object, or its equal content, in training")
        boolean trainedOn,

        @Column(meaning = "true where the object's score is one of those that p-values count")
        boolean calibratedOn,

        @Column(meaning = "the run that published the row") String runId,
        @Column(meaning = "when that run began") Instant scoredAt) {}
