package org.galaxyvae.survey.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks of one ingest.
 *
 * @param images folders, files and globs of images
 * @param mosaics the same of FITS frames from which the catalog's objects are cut
 * @param catalog a catalog file, or null to go on with the catalog that the workspace has
 * @param mapping a file that maps image names to object ids, or null
 * @param verify opens every file, known or not, and compares the content
 */
public record IngestRequest(
        List<String> images,
        List<String> mosaics,
        @Nullable String catalog,
        @Nullable String mapping,
        boolean verify) {
    public IngestRequest {
        images = List.copyOf(images);
        mosaics = List.copyOf(mosaics);
    }

    /** Images and perhaps a catalog. */
    public static IngestRequest of(List<String> images, @Nullable String catalog) {
        return new IngestRequest(images, List.of(), catalog, null, false);
    }
}
