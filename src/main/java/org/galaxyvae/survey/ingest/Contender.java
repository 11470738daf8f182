package org.galaxyvae.survey.ingest;

import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.RecordColumns;
import org.jspecify.annotations.Nullable;

/**
 * An image that may be the tensor of an object: one that was read in this run, or the one whose tensor stands.
 *
 * @param imagePath what to remember for catalogs to come; null where the source itself gives the id
 * @param reason why it cannot be a tensor, or null
 * @param standing whether a tensor was made of it by an earlier run
 * @param opened of a standing one: its source was read again in this run
 * @param listed of a standing one: its source is among those of this run
 * @param measured of a standing one: quality and morphology stand, too
 */
record Contender(
        String objectId,
        String sourceUri,
        String sourceFile,
        long sourceLength,
        Instant sourceModifiedAt,
        @Nullable String imagePath,
        @Nullable Double raDeg,
        @Nullable Double decDeg,
        @Nullable Double pixelScaleArcsec,
        @Nullable String contentHash,
        @Nullable String reason,
        @Nullable String message,
        boolean standing,
        boolean opened,
        boolean listed,
        boolean measured) {

    static final StructType SCHEMA = RecordColumns.schema(Contender.class);

    static Contender fromRow(Row row) {
        return RecordColumns.read(row, Contender.class);
    }

    boolean isGood() {
        return reason == null;
    }

    /** Whether the tensor that stands is this very one, and nothing about it has to be written. */
    boolean isSameAs(Contender before) {
        return before.measured
                && sourceUri.equals(before.sourceUri)
                && sourceLength == before.sourceLength
                && sourceModifiedAt.equals(before.sourceModifiedAt)
                && java.util.Objects.equals(contentHash, before.contentHash)
                && java.util.Objects.equals(imagePath, before.imagePath);
    }
}
