package org.galaxyvae.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.InvalidDataException;

/** A folder on this machine that is gone when it is closed, or when the process ends before that. */
final class TemporaryFolder implements AutoCloseable {
    /** As much as the smallest of the native libraries that are unpacked there. */
    private static final int TRIED_BYTES = 1 << 20;

    private final FileSystem files;
    private final Path path;

    private TemporaryFolder(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /**
     * Tries the system's folder for temporary files, into which libraries unpack their native parts.
     *
     * @throws InvalidDataException where nothing can be written there, or nothing of it may be executed
     */
    static void requireUsable() {
        String folder = System.getProperty("java.io.tmpdir", "/tmp");
        String way = ", expected one that this user may write to and execute from, with room; name another by"
                + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER (and spark.local.dir)";
        java.nio.file.Path tried = null;
        try {
            tried = Files.createTempFile(java.nio.file.Path.of(folder), "galaxy-vae", ".tried");
            Files.write(tried, new byte[TRIED_BYTES]);
            Files.setPosixFilePermissions(tried, PosixFilePermissions.fromString("rwx------"));
            if (!Files.isExecutable(tried)) {
                throw new InvalidDataException("Cannot use the folder for temporary files " + folder
                        + ": nothing in it may be executed (noexec)" + way);
            }
        } catch (IOException e) {
            throw new InvalidDataException("Cannot use the folder for temporary files " + folder + ": " + e + way, e);
        } finally {
            if (tried != null) {
                tried.toFile().delete();
            }
        }
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
