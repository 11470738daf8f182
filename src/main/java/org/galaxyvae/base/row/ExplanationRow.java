package org.galaxyvae.base.row;

import java.util.List;
import java.util.Map;
import org.galaxyvae.pixel.Column;

/** A row of {@code explanations}. Why the first objects of a ranking stand out. */
public record ExplanationRow(
        @Column(required = true, meaning = "as in `scores`") String modelId,
        @Column(required = true, meaning = "as in `scores`") String objectId,
        @Column(meaning = "as in `scores`") long rank,
        @Column(unit = "nats", meaning = "as in `scores`") double anomalyScore,
        @Column(meaning = "as in `scores`") String topEvidence,

        @Column(meaning = "the same in plain words, one line")
        String summary,

        @Column(
                unit = "%",
                meaning = "of every evidence, by its column: share of calibration objects below, 0 to 100; beyond "
                        + "95 by the fitted tail")
        Map<String, Double> percentiles,

        @Column(
                meaning = "the 5 units of z furthest from the training latents, the furthest first; dimension from "
                        + "0, robust deviations, signed")
        List<ExplainedDimension> latentDimensions,

        @Column(
                meaning = "image minus mean reconstruction in [-1, 1], IEEE 754 binary16, little-endian, row-major "
                        + "[row, column, channel]")
        byte[] residual,

        @Column(unit = "pixels", meaning = "its shape") int height,
        @Column(unit = "pixels", meaning = "its shape") int width,
        @Column(meaning = "the number of bands") int channels,

        @Column(
                unit = "sides",
                meaning = "center of mass of the residual's energy from the frame's center, down and right positive")
        double residualRow,

        @Column(
                unit = "sides",
                meaning = "center of mass of the residual's energy from the frame's center, down and right positive")
        double residualColumn,

        @Column(unit = "sides", meaning = "root mean square distance of the energy from there")
        double residualExtent,

        @Column(meaning = "0 to 1: share of the energy in the central half of the side")
        double residualCentralShare,

        @Column(meaning = "the `explain.neighbors` normal objects nearest in latent space, the nearest first")
        List<NormalNeighbor> neighbors,

        @Column(meaning = "the run whose scores it explains")
        String runId) {}
