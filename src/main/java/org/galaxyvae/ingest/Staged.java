package org.galaxyvae.ingest;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.image.RejectReason;
import org.galaxyvae.sky.Hashes;
import org.jspecify.annotations.Nullable;

/** One file's outcome in the staging folder: a tensor, or the reason why there is none. */
final class Staged {
    static final StructType SCHEMA = StructType.fromDDL("object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE,"
            + " pixel_scale_arcsec DOUBLE, replaces BOOLEAN, source_uri STRING NOT NULL, source_length BIGINT,"
            + " source_modified_at TIMESTAMP, opened BOOLEAN, listed BOOLEAN, kept BOOLEAN, reason STRING, message STRING,"
            + " content_hash STRING, pixels BINARY");

    private Staged() {}

    static Row tensor(Row unit, Candidate file, byte[] pixels) {
        return row(unit, file, true, null, null, Hashes.sha256(pixels, 32), pixels);
    }

    static Row reject(Row unit, Candidate file, boolean opened, RejectReason reason, String message) {
        return row(unit, file, opened, reason.label(), message, null, null);
    }

    private static Row row(
            Row unit,
            Candidate file,
            boolean opened,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String contentHash,
            byte @Nullable [] pixels) {
        return RowFactory.create(
                unit.getAs("object_id"),
                unit.getAs("ra_deg"),
                unit.getAs("dec_deg"),
                unit.getAs("pixel_scale_arcsec"),
                unit.getAs("replaces"),
                file.sourceUri(),
                file.lengthBytes(),
                file.modifiedAt(),
                opened,
                file.listed(),
                file.kept(),
                reason,
                message,
                contentHash,
                pixels);
    }

    /**
     * A file that may become the tensor of an object.
     *
     * @param listed the file stands under the ingested paths
     * @param kept the object's tensor was made of this file as it is (as it was, where it is not listed)
     */
    record Candidate(String sourceUri, long lengthBytes, Timestamp modifiedAt, boolean listed, boolean kept) {
        static Candidate fromRow(Row row) {
            return new Candidate(
                    row.getAs("source_uri"),
                    row.getAs("source_length"),
                    row.getAs("source_modified_at"),
                    row.getAs("listed"),
                    row.getAs("kept"));
        }
    }
}
