package org.galaxyvae.base.table;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Files that fit memory, read and written in one piece. */
public final class WholeFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** All bytes of a file. */
    public static byte[] read(FileSystem files, Path path) throws IOException {
        try (FSDataInputStream stream = files.open(path)) {
            return stream.readAllBytes();
        }
    }

    /** Writes a file, replacing one that is there; a reader may see a part of it meanwhile, but not in an object store. */
    public static void write(FileSystem files, Path path, byte[] bytes) throws IOException {
        try (FSDataOutputStream stream = files.create(path, true)) {
            stream.write(bytes);
        }
    }

    /**
     * Replaces a file atomically and safe on disk: readers see the old or the new one, never a part.
     *
     * @param temporary where it is written first, on the same file system; its folder must be there
     */
    public static void replace(FileSystem files, Path temporary, Path target, byte[] bytes) throws IOException {
        FileSystem raw = withoutChecksums(files);
        if (ObjectStore.holds(raw.getUri())) {
            // one request, which replaces; a rename would first delete the old one
            write(raw, target, bytes);
            return;
        }
        // this overload sets no permission, which on a local disk would start a process for each file
        try (FSDataOutputStream stream = raw.create(
                temporary,
                true,
                BUFFER_BYTES,
                raw.getDefaultReplication(temporary),
                raw.getDefaultBlockSize(temporary),
                null)) {
            stream.write(bytes);
            stream.hsync();
        }
        if (raw instanceof RawLocalFileSystem) {
            if (!raw.rename(temporary, target)) { // POSIX rename replaces
                throw new IOException("Cannot rename " + temporary + " to " + target);
            }
        } else {
            FileContext.getFileContext(raw.getUri(), raw.getConf()).rename(temporary, target, Options.Rename.OVERWRITE);
        }
    }

    /** The file system without the layer that leaves a .crc file beside every local file, and renames twice for it. */
    public static FileSystem withoutChecksums(FileSystem files) {
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }
}
