package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code planted}. What a night found of the anomalies that every night is given. */
public record PlantedRow(
        @Column(required = true, meaning = "the night") String runId,
        @Column(meaning = "the model it was scored with") String modelId,

        @Column(
                required = true,
                meaning = "the image into which the anomaly was drawn; its own row in `scores` knows nothing of it")
        String objectId,

        @Column(meaning = "as in `injections`; `medium` or `strong`")
        String kind,

        @Column(meaning = "as in `injections`; `medium` or `strong`")
        String strength,

        @Column(unit = "nats", meaning = "of the image with the anomaly")
        double anomalyScore,

        @Column(meaning = "anomaly_score >= threshold") boolean recalled,

        @Column(unit = "nats", meaning = "the score that a hundredth of the night's catalog reaches")
        double threshold,

        @Column(meaning = "when the night began") Instant measuredAt) {}
