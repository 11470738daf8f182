package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code artefacts}. How likely each scored object is no odd galaxy but a fault. */
public record ArtifactRow(
        @Column(required = true, meaning = "whose scores they are")
        String modelId,

        @Column(required = true, meaning = "every scored object")
        String objectId,

        @Column(meaning = "0 to 1, for a survey of which `artifacts.expected_share` is artifacts")
        double artefactProbability,

        @Column(
                meaning = "objects whose residual maps and flags are alike, from 0; null where none was made. The "
                        + "numbers mean nothing beyond one run")
        @Nullable
        Integer residualCluster,

        @Column(
                meaning = "from a probability of 0.5: `error_page`, `broken_frame`, `lost_band`, `trail`, "
                        + "`hot_pixels`, `saturated_star`, `shifted_band` or `noisy_rows`, by the object's quality "
                        + "flags, else by what it resembles; null where neither tells")
        @Nullable
        String kind,

        @Column(meaning = "the run that wrote the row") String runId,
        @Column(meaning = "when that run began") Instant measuredAt) {}
