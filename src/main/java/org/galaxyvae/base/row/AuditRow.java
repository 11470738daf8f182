package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code audits}. What a night was measured by before it was published, or was not. */
public record AuditRow(
        @Column(required = true, meaning = "the night") String runId,
        @Column(meaning = "the model it was scored with") String modelId,

        @Column(
                required = true,
                meaning = "`missing_rows`, `invalid_values`, `duplicate_keys`, `reject_share`, `evidence_psi`, "
                        + "`evidence_ks`, `planted_recall`, `planted_recall_drop`, `top_overlap`")
        String check,

        @Column(meaning = "what was measured; null where there was nothing to measure, which passes") @Nullable
        Double value,

        @Column(meaning = "from the configuration, `audit`") double limit,

        @Column(meaning = "whether the value keeps the limit")
        boolean passed,

        @Column(meaning = "the same in words, one line") String message,
        @Column(meaning = "when the night began") Instant checkedAt) {}
