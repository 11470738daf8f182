package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code rejects}. Images that could not become tensors. */
public record RejectRow(
        @Column(required = true, meaning = "the image, or the file that should hold some")
        String sourceUri,

        @Column(meaning = "the id it would have had") String objectId,

        @Column(
                meaning = "`unreadable`, `empty`, `truncated`, `unsupported_type`, `too_large`, `too_small`, "
                        + "`duplicate_id` or `invalid_id`")
        String reason,

        @Column(meaning = "one line") String message,
        @Column(unit = "bytes", meaning = "of the file") long sourceLength,
        @Column(meaning = "the ingest that saw it last") String runId,
        @Column(meaning = "when that was") Instant rejectedAt,
        @Column(meaning = "as in `tensors`") String preparationId,
        @Column(meaning = "the file that holds it") String sourceFile) {}
