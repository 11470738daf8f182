package org.galaxyvae.survey.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.survey.source.Listing;
import org.galaxyvae.survey.source.SourceFile;

/**
 * What stands under the paths of a request.
 *
 * @param files the sources of both, at least one; those of one object's bands count as one
 */
record ListedFiles(Listing images, Listing mosaics, List<SourceFile> files) {
    /**
     * Lists them.
     *
     * @param bandPattern tells the bands of one object by their names
     * @throws InvalidDataException where a path is missing, or none of the files may be an image
     */
    static ListedFiles of(IngestRequest request, String bandPattern, Configuration hadoop) {
        Listing images = list(request.images(), hadoop);
        Listing mosaics = list(request.mosaics(), hadoop);
        List<SourceFile> files = new ArrayList<>(images.sources(bandPattern));
        mosaics.sources(bandPattern).forEach(file -> files.add(file.asMosaic()));
        if (files.isEmpty()) {
            List<String> paths = request.images().isEmpty() ? request.mosaics() : request.images();
            throw new InvalidDataException("Cannot read images " + String.join(" ", paths)
                    + ": no file that may be an image"
                    + (images.skipped() > 0 ? " among " + images.skipped() : "")
                    + "; a file of another extension is opened where it is named itself");
        }
        return new ListedFiles(images, mosaics, List.copyOf(files));
    }

    /** Files passed over for their extension or a hidden name. */
    long skipped() {
        return images.skipped() + mosaics.skipped();
    }

    private static Listing list(List<String> paths, Configuration hadoop) {
        try {
            return Listing.of(paths, hadoop);
        } catch (IOException e) {
            throw new InvalidDataException(String.valueOf(e.getMessage()), e);
        }
    }
}
