package org.galaxyvae.survey.ingest;

import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.RecordColumns;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one image, as a row of a run's own.
 *
 * @param change label of {@link Verdict.Change}; null where it is rejected
 * @param reason why it is rejected, or null
 */
record VerdictRow(
        String objectId,
        String sourceUri,
        String sourceFile,
        long sourceLength,
        @Nullable String imagePath,
        @Nullable Double raDeg,
        @Nullable Double decDeg,
        @Nullable Double pixelScaleArcsec,
        @Nullable String contentHash,
        @Nullable String change,
        @Nullable String reason,
        @Nullable String message) {
    static final StructType SCHEMA = RecordColumns.schema(VerdictRow.class);
}
