package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code score_changes}. What differs between one published night and the one before; rows are only ever added. */
public record ScoreChangeRow(
        @Column(required = true, meaning = "the night, and the one published before")
        String runId,

        @Column(meaning = "the night, and the one published before")
        String previousRunId,

        @Column(meaning = "their models") String modelId,
        @Column(meaning = "their models") String previousModelId,

        @Column(required = true, meaning = "the object that changed")
        String objectId,

        @Column(required = true, meaning = "below") String change,

        @Column(meaning = "now; null where the object is gone") @Nullable
        Long rank,

        @Column(meaning = "before; null where it is new") @Nullable
        Long previousRank,

        @Column(unit = "nats", meaning = "now; null where the object is gone") @Nullable
        Double anomalyScore,

        @Column(unit = "nats", meaning = "before; null where it is new") @Nullable
        Double previousAnomalyScore,

        @Column(meaning = "when the night began") Instant changedAt) {}
