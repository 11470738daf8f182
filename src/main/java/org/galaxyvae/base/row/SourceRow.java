package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code sources}. Files that were read. */
public record SourceRow(
        @Column(required = true, meaning = "as in `tensors`")
        String preparationId,

        @Column(required = true, meaning = "the file; `source_file` in `tensors` and `rejects`")
        String sourceUri,

        @Column(meaning = "`image`, `zip`, `tar`, `tar_gzip`, `tar_bzip2`, `hdf5`, `parquet` or `mosaic`, by its bytes")
        String kind,

        @Column(unit = "bytes", meaning = "of the file") long sourceLength,
        @Column(meaning = "its time of change") Instant sourceModifiedAt,

        @Column(unit = "images", meaning = "that were found in it")
        long images,

        @Column(unit = "images", meaning = "how many of them could not be decoded or prepared")
        long unusable,

        @Column(
                meaning = "of a mosaic, of the catalog's positions and sizes it was cut by: it is read again when "
                        + "they change; else empty")
        String positionsHash,

        @Column(meaning = "the ingest that read it") String runId,
        @Column(meaning = "when that was") Instant readAt) {}
