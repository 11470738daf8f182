package org.galaxyvae.survey.source;

import java.io.Serializable;
import java.util.List;

/**
 * One source as its file system lists it: a file, or the files of one object's bands.
 *
 * @param uri the file's URI; of several {@code folder/name-{g,r,i}.fits}
 * @param parts the files, in the order of {@code bands}; one for a single file
 * @param bands the band of each part; empty for a single file
 * @param mosaic whether the catalog's objects are to be cut from it
 * @param lengthBytes of all parts together
 * @param modifiedAtMillis of the latest part, milliseconds since 1970 UTC
 */
public record SourceFile(
        String uri, List<String> parts, List<String> bands, boolean mosaic, long lengthBytes, long modifiedAtMillis)
        implements Serializable {
    public SourceFile {
        parts = List.copyOf(parts);
        bands = List.copyOf(bands);
        if (parts.isEmpty() || (!bands.isEmpty() && bands.size() != parts.size())) {
            throw new IllegalArgumentException("Invalid source " + uri + ": parts " + parts + ", bands " + bands);
        }
    }

    /** A single file. */
    public static SourceFile of(String uri, long lengthBytes, long modifiedAtMillis) {
        return new SourceFile(uri, List.of(uri), List.of(), false, lengthBytes, modifiedAtMillis);
    }

    /** This file read as a frame of the sky, from which objects are cut. */
    public SourceFile asMosaic() {
        return new SourceFile(uri, parts, bands, true, lengthBytes, modifiedAtMillis);
    }

    /** Whether every band has a file of its own. */
    public boolean isJoined() {
        return !bands.isEmpty();
    }
}
