package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code tensors}. Prepared images. */
public record TensorRow(
        @Column(
                required = true,
                meaning = "hash of crop, size, bands, weights, stretch, dtype, central source and the preparation's "
                        + "code version; preparations coexist, a model reads exactly one")
        String preparationId,

        @Column(required = true, meaning = "whose image it is (below); at most 128 characters")
        String objectId,

        @Column(unit = "deg", meaning = "J2000: the catalog's, else the image's own") @Nullable
        Double raDeg,

        @Column(unit = "deg", meaning = "J2000: the catalog's, else the image's own") @Nullable
        Double decDeg,

        @Column(unit = "pixels", meaning = "of the prepared image")
        int height,

        @Column(unit = "pixels", meaning = "of the prepared image")
        int width,

        @Column(meaning = "the number of bands") int channels,

        @Column(
                meaning = "their names, comma-separated, in the order of the channels; `red,green,blue` by default, "
                        + "where gray feeds all three")
        String bands,

        @Column(
                meaning = "`uint8`, to look at and to train on; `float32`, little-endian: light as measured, of a "
                        + "picture 0 to 255")
        String dtype,

        @Column(meaning = "row-major [row, column, channel], top row first")
        byte[] pixels,

        @Column(meaning = "first 32 hex digits of sha256(pixels)")
        String contentHash,

        @Column(meaning = "the image the pixels came from (below)")
        String sourceUri,

        @Column(unit = "bytes", meaning = "of the file that holds it; of several joined files together")
        long sourceLength,

        @Column(meaning = "of that file; of several the latest")
        Instant sourceModifiedAt,

        @Column(unit = "arcsec/pixel", meaning = "of the original frame: the catalog's, else the image's own") @Nullable
        Double pixelScaleArcsec,

        @Column(meaning = "`train`, `calibration` or `test`; equal content shares a split")
        String split,

        @Column(meaning = "when it was written") Instant ingestedAt,

        @Column(meaning = "the file that holds the image; null, meaning `source_uri`, in rows of earlier versions")
        @Nullable
        String sourceFile,

        @Column(meaning = "the path by which the image's object was found; null where its source gives the id itself")
        @Nullable
        String imagePath) {}
