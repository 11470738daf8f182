package org.galaxyvae.survey.source;

import java.util.List;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/**
 * One image of a source, not decoded yet.
 *
 * @param uri names it among all images: the file, {@code archive.zip!/member.jpg}, {@code table.parquet#row}
 * @param path what its object is named after: the file's or member's path
 * @param givenId the id that the source itself has for it, or null
 * @param raDeg right ascension that the source has for it, degrees; NaN where it has none
 * @param decDeg declination, likewise
 * @param content the image itself
 */
public record SourceImage(
        String uri, String path, @Nullable String givenId, double raDeg, double decDeg, Content content) {

    /** What can be opened once. */
    @FunctionalInterface
    public interface Content {
        /** The frames, nearly always one; never none. */
        List<Part> open() throws RejectedImageException;
    }

    /**
     * One frame of an image file.
     *
     * @param suffix what is added to the image's URI and stem; empty for the only one
     */
    public record Part(String suffix, Frame frame) {}

    static SourceImage of(String uri, String path, Content content) {
        return new SourceImage(uri, path, null, Double.NaN, Double.NaN, content);
    }

    /** A whole source, where it is not one image in it that there is something to say about. */
    public static SourceImage ofFile(SourceFile file, RejectedImageException failure) {
        return broken(file.uri(), file.uri(), failure);
    }

    /** An image that cannot be read. */
    static SourceImage broken(String uri, String path, RejectedImageException failure) {
        return of(uri, path, () -> {
            throw failure;
        });
    }
}
