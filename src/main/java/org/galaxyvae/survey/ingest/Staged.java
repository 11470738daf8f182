package org.galaxyvae.survey.ingest;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
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

/** One image's outcome in the staging folder: a tensor with what was measured on it, or the reason why there is none. */
final class Staged {
    /** What an image is called and where it stands: all that tells which object it shows. */
    static final String IDENTITY =
            "source_uri STRING NOT NULL, source_file STRING NOT NULL, image_path STRING NOT NULL,"
                    + " given_id STRING, own_ra_deg DOUBLE, own_dec_deg DOUBLE, own_pixel_scale_arcsec DOUBLE";

    /** The columns of that. */
    static final String[] IDENTITY_COLUMNS = StructType.fromDDL(IDENTITY).fieldNames();

    static final StructType SCHEMA = StructType.fromDDL(IDENTITY
                    + ", source_length BIGINT NOT NULL, source_modified_at TIMESTAMP NOT NULL, kind STRING NOT NULL,"
                    + " reason STRING, message STRING, content_hash STRING, pixels BINARY")
            .add("quality", RecordColumns.schema(Quality.class))
            .add("morphology", RecordColumns.schema(Morphology.class));

    private Staged() {}

    static Row tensor(
            SourceFile file, String kind, SourceImage image, String suffix, Prepared prepared, ImageMeasures measured) {
        return row(
                file,
                kind,
                image,
                suffix,
                prepared,
                null,
                RecordColumns.row(measured.quality()),
                RecordColumns.row(measured.morphology()));
    }

    static Row reject(SourceFile file, String kind, SourceImage image, String suffix, RejectedImageException failure) {
        return row(file, kind, image, suffix, null, failure, null, null);
    }

    private static Row row(
            SourceFile file,
            String kind,
            SourceImage image,
            String suffix,
            @Nullable Prepared prepared,
            @Nullable RejectedImageException failure,
            @Nullable Row quality,
            @Nullable Row morphology) {
        boolean own = !Double.isNaN(image.raDeg());
        return RowFactory.create(
                image.uri() + suffix,
                file.uri(),
                pathWith(image.path(), suffix),
                image.givenId(),
                known(own || prepared == null ? image.raDeg() : prepared.raDeg()),
                known(own || prepared == null ? image.decDeg() : prepared.decDeg()),
                prepared == null ? null : known(prepared.pixelScaleArcsec()),
                file.lengthBytes(),
                new Timestamp(file.modifiedAtMillis()),
                kind,
                failure == null ? null : failure.reason().label(),
                failure == null ? null : oneLine(String.valueOf(failure.getMessage())),
                prepared == null ? null : Hashes.sha256(prepared.pixels(), 32),
                prepared == null ? null : prepared.pixels(),
                quality,
                morphology);
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
