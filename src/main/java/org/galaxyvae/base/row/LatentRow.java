package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;

/** A row of {@code latents}. Posterior means and deviations. */
public record LatentRow(
        @Column(required = true, meaning = "whose image, through which model")
        String modelId,

        @Column(required = true, meaning = "whose image, through which model")
        String objectId,

        @Column(meaning = "posterior mean") float[] z,
        @Column(meaning = "posterior standard deviation") float[] zSd,
        @Column(meaning = "of the pixels it came from") String contentHash,

        @Column(required = true, meaning = "the run that published the row")
        String runId) {}
