package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code labels}. What people said of objects; rows are only ever added. */
public record LabelRow(
        @Column(required = true, meaning = "an object of `tensors` or `catalog`")
        String objectId,

        @Column(meaning = "0 (of no interest) to 5") @Nullable
        Integer interest,

        @Column(meaning = "true: what is odd comes from camera, sky or server and not from the galaxy") @Nullable
        Boolean artefact,

        @Column(meaning = "at most 1,000 characters") @Nullable
        String comment,

        @Column(required = true, meaning = "who; at most 64 characters")
        String labeler,

        @Column(required = true, meaning = "when, microseconds")
        Instant labeledAt,

        @Column(meaning = "`run_id` of the page on which it was labeled") @Nullable
        String reportRunId,

        @Column(meaning = "the file that held it; null where it was given on the command line") @Nullable
        String file,

        @Column(meaning = "the command that added it") String runId) {}
