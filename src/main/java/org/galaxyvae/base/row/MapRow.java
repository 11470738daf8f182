package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code map}. The latent space as a plane. */
public record MapRow(
        @Column(required = true, meaning = "as in `latents`")
        String modelId,

        @Column(required = true, meaning = "as in `latents`")
        String objectId,

        @Column(meaning = "position; no unit, and far distances mean little")
        double x,

        @Column(meaning = "position; no unit, and far distances mean little")
        double y,

        @Column(
                meaning = "it was in the sample that UMAP was fitted on; else it was placed by its nearest "
                        + "neighbors among those")
        boolean fitted,

        @Column(meaning = "t-SNE's position, of a smaller sample of the fitted") @Nullable
        Double tsneX,

        @Column(meaning = "t-SNE's position, of a smaller sample of the fitted") @Nullable
        Double tsneY,

        @Column(meaning = "of the pixels it was placed by; null in no row")
        String contentHash,

        @Column(meaning = "the run that placed the row") String runId,
        @Column(meaning = "when that run began") Instant mappedAt) {}
