package org.galaxyvae;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files, but their permissions are set by the JVM.
 *
 * <p>Without its native library Hadoop starts {@code chmod} for every file and folder that it creates: a dozen processes for
 * each commit of a table. {@code core-site.xml} beside the tests names this class.
 */
public final class UnforkedFileSystem extends LocalFileSystem {
    /** By reflection, as Hadoop opens file systems. */
    public UnforkedFileSystem() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String letters = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(letters));
        }
    }
}
