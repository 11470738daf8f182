package org.galaxyvae.survey.ingest;

import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.Embedded;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.morphology.Quality;
import org.galaxyvae.pixel.prepare.ImageMeasures;
import org.galaxyvae.pixel.prepare.Prepared;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.survey.source.SourceFile;
import org.galaxyvae.survey.source.SourceImage;
import org.galaxyvae.survey.source.SourcePath;
import org.jspecify.annotations.Nullable;

/**
 * One image's outcome in the staging folder: a tensor with what was measured on it, or the reason why there is none.
 *
 * @param kind of its source, as {@code sources} has it
 * @param reason label of a {@link org.galaxyvae.pixel.format.RejectReason}; null of a tensor, of which all that follows is there
 */
record Staged(
        @Embedded ImageIdentity identity,
        long sourceLength,
        Instant sourceModifiedAt,
        String kind,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String contentHash,
        byte @Nullable [] pixels,
        @Nullable Quality quality,
        @Nullable Morphology morphology) {
    static final StructType SCHEMA = RecordColumns.schema(Staged.class);

    static final String[] IDENTITY_COLUMNS =
            RecordColumns.schema(ImageIdentity.class).fieldNames();

    static Row tensor(
            SourceFile file, String kind, SourceImage image, String suffix, Prepared prepared, ImageMeasures measured) {
        return row(file, kind, image, suffix, prepared, null, measured);
    }

    static Row reject(SourceFile file, String kind, SourceImage image, String suffix, RejectedImageException failure) {
        return row(file, kind, image, suffix, null, failure, null);
    }

    private static Row row(
            SourceFile file,
            String kind,
            SourceImage image,
            String suffix,
            @Nullable Prepared prepared,
            @Nullable RejectedImageException failure,
            @Nullable ImageMeasures measured) {
        boolean own = !Double.isNaN(image.raDeg());
        ImageIdentity identity = new ImageIdentity(
                image.uri() + suffix,
                file.uri(),
                pathWith(image.path(), suffix),
                image.givenId(),
                known(own || prepared == null ? image.raDeg() : prepared.raDeg()),
                known(own || prepared == null ? image.decDeg() : prepared.decDeg()),
                prepared == null ? null : known(prepared.pixelScaleArcsec()));
        return RecordColumns.row(new Staged(
                identity,
                file.lengthBytes(),
                Instant.ofEpochMilli(file.modifiedAtMillis()),
                kind,
                failure == null ? null : failure.reason().label(),
                failure == null ? null : oneLine(String.valueOf(failure.getMessage())),
                prepared == null ? null : Hashes.sha256(prepared.pixels(), 32),
                prepared == null ? null : prepared.pixels(),
                measured == null ? null : measured.quality(),
                measured == null ? null : measured.morphology()));
    }

    /** {@code a/f.fits} and {@code #2} become {@code a/f_2.fits}. */
    private static String pathWith(String path, String suffix) {
        if (suffix.isEmpty()) {
            return path;
        }
        int name = path.lastIndexOf('/') + 1;
        int end = name + SourcePath.stem(path).length();
        return path.substring(0, end) + suffix.replace('#', '_') + path.substring(end);
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String oneLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= 300 ? line : line.substring(0, 300);
    }
}
