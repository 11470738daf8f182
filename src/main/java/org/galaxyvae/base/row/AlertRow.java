package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code alerts}. Whom people were told about; rows are only ever added. */
public record AlertRow(
        @Column(meaning = "the night in which it came") String runId,

        @Column(required = true, meaning = "the object, and the model by whose scores it came")
        String modelId,

        @Column(required = true, meaning = "the object, and the model by whose scores it came")
        String objectId,

        @Column(meaning = "as in `scores`, in that night") long rank,

        @Column(unit = "nats", meaning = "as in `scores`, in that night")
        double anomalyScore,

        @Column(meaning = "as in `scores`, in that night") double pValue,
        @Column(meaning = "as in `scores`, in that night") String topEvidence,

        @Column(unit = "deg", meaning = "as in `scores`, in that night") @Nullable
        Double raDeg,

        @Column(unit = "deg", meaning = "as in `scores`, in that night") @Nullable
        Double decDeg,

        @Column(meaning = "when that night began") Instant alertedAt) {}
