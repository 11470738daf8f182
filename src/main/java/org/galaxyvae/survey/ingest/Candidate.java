package org.galaxyvae.survey.ingest;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
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
record Candidate(
        String objectId,
        String sourceUri,
        String sourceFile,
        long sourceLength,
        Timestamp sourceModifiedAt,
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

    static final StructType SCHEMA = StructType.fromDDL("object_id STRING NOT NULL, source_uri STRING NOT NULL,"
            + " source_file STRING NOT NULL, source_length BIGINT NOT NULL, source_modified_at TIMESTAMP NOT NULL,"
            + " image_path STRING, ra_deg DOUBLE, dec_deg DOUBLE, pixel_scale_arcsec DOUBLE, content_hash STRING,"
            + " reason STRING, message STRING, standing BOOLEAN NOT NULL, opened BOOLEAN NOT NULL,"
            + " listed BOOLEAN NOT NULL, measured BOOLEAN NOT NULL");

    static Candidate fromRow(Row row) {
        return new Candidate(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getTimestamp(4),
                row.getString(5),
                row.getAs(6),
                row.getAs(7),
                row.getAs(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getBoolean(12),
                row.getBoolean(13),
                row.getBoolean(14),
                row.getBoolean(15));
    }

    boolean isGood() {
        return reason == null;
    }

    /** Whether the tensor that stands is this very one, and nothing about it has to be written. */
    boolean isSameAs(Candidate before) {
        return before.measured
                && sourceUri.equals(before.sourceUri)
                && sourceLength == before.sourceLength
                && sourceModifiedAt.equals(before.sourceModifiedAt)
                && java.util.Objects.equals(contentHash, before.contentHash)
                && java.util.Objects.equals(imagePath, before.imagePath);
    }
}
