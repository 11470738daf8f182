package org.galaxyvae.survey.catalog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.InvalidDataException;

/**
 * A file that the user named, on any Hadoop file system, packed or not: its first bytes say which, never its name.
 *
 * @param location as the user wrote it, for messages
 */
record InputFile(String location, FileSystem files, Path path) {
    /** What a file can be packed with. */
    enum Packing {
        NONE(""),
        GZIP(".gz"),
        BZIP2(".bz2");

        /** By it Hadoop knows what to unpack. */
        private final String extension;

        Packing(String extension) {
            this.extension = extension;
        }
    }

    /**
     * Finds the file or folder.
     *
     * @throws InvalidDataException where there is none
     */
    static InputFile of(String location, Configuration hadoop) {
        try {
            Path path = new Path(location);
            FileSystem files = path.getFileSystem(hadoop);
            if (files.exists(path)) {
                return new InputFile(location, files, files.makeQualified(path));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot read catalog " + location + ": " + e.getMessage(), e);
        }
        throw new InvalidDataException("Cannot read catalog " + location + ": no such file");
    }

    /** A failure of this file, in one line. */
    InvalidDataException invalid(String why) {
        return new InvalidDataException("Cannot read catalog " + location + ": " + why);
    }

    /** Why the catalog cannot be read, with its cause, of which the innermost message is told. */
    InvalidDataException invalid(String why, Throwable cause) {
        Throwable origin = cause;
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        String message = origin.getMessage() == null ? origin.getClass().getSimpleName() : origin.getMessage();
        return new InvalidDataException(
                "Cannot read catalog " + location + ": " + why + " ("
                        + message.lines().findFirst().orElse("") + ")",
                cause);
    }

    boolean isFolder() throws IOException {
        return files.getFileStatus(path).isDirectory();
    }

    Packing packing() throws IOException {
        try (InputStream in = files.open(path)) {
            byte[] magic = in.readNBytes(4);
            if (magic.length >= 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
                return Packing.GZIP;
            }
            boolean bzip2 = magic.length == 4
                    && magic[0] == 'B'
                    && magic[1] == 'Z'
                    && magic[2] == 'h'
                    && magic[3] >= '1'
                    && magic[3] <= '9';
            return bzip2 ? Packing.BZIP2 : Packing.NONE;
        }
    }

    /** Whether Hadoop would unpack it rightly, going by the name. */
    boolean isNamedForItsPacking() throws IOException {
        String name = path.getName().toLowerCase(Locale.ROOT);
        for (String extension : new String[] {".gz", ".bz2", ".deflate", ".snappy", ".lz4", ".zst"}) {
            if (name.endsWith(extension)) {
                String packed = packing().extension;
                return !packed.isEmpty() && path.getName().endsWith(packed);
            }
        }
        return packing() == Packing.NONE;
    }

    /** The unpacked content. */
    InputStream open() throws IOException {
        Packing packing = packing();
        InputStream raw = new BufferedInputStream(files.open(path), 1 << 16);
        return switch (packing) {
            case NONE -> raw;
            case GZIP -> new GZIPInputStream(raw, 1 << 16);
            case BZIP2 -> new BZip2CompressorInputStream(raw, true);
        };
    }

    /** The first bytes of the unpacked content. */
    byte[] head(int bytes) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(bytes);
        }
    }
}
