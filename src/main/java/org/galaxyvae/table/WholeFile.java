package org.galaxyvae.table;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that fit memory, read and written in one piece. */
public final class WholeFile {
    private WholeFile() {}

    /** All bytes of a file. */
    public static byte[] read(FileSystem files, Path path) throws IOException {
        try (FSDataInputStream stream = files.open(path)) {
            return stream.readAllBytes();
        }
    }

    /** Writes a file, replacing one that is there; a reader may see a part of it meanwhile. */
    public static void write(FileSystem files, Path path, byte[] bytes) throws IOException {
        try (FSDataOutputStream stream = files.create(path, true)) {
            stream.write(bytes);
        }
    }
}
