package org.galaxyvae.command;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder on this machine that is gone when it is closed, or when the process ends before that. */
final class TemporaryFolder implements AutoCloseable {
    private final FileSystem files;
    private final Path path;

    private TemporaryFolder(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /** A new empty one under the system's folder for temporary files. */
    static TemporaryFolder create(String prefix) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        Path path = new Path(Files.createTempDirectory(prefix).toUri());
        files.deleteOnExit(path);
        return new TemporaryFolder(files, path);
    }

    /** The path of a child, with which neither Spark nor Hadoop needs a scheme. */
    String child(String name) {
        return new Path(path, name).toUri().getPath();
    }

    @Override
    public String toString() {
        return path.toUri().getPath();
    }

    @Override
    public void close() throws IOException {
        files.delete(path, true);
        files.cancelDeleteOnExit(path);
    }
}
