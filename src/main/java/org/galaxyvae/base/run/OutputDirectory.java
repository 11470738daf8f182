package org.galaxyvae.base.run;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.WholeFile;

/** Where files for people go, on any Hadoop file system; a file is whole or absent. */
public final class OutputDirectory {
    private final Path root;
    private final FileSystem files;

    private OutputDirectory(Path root, FileSystem files) {
        this.root = root;
        this.files = files;
    }

    /** Makes the directory where there is none. */
    public static OutputDirectory open(String location, Configuration hadoop) {
        try {
            Path path = new Path(location);
            FileSystem files = path.getFileSystem(hadoop);
            // past the checksum layer, which would leave .crc files beside the user's
            FileSystem raw = WholeFile.withoutChecksums(files);
            if (!raw.mkdirs(path)) {
                throw new IOException("it cannot be made");
            }
            return new OutputDirectory(files.makeQualified(path), raw);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("Cannot write to --out " + location + ": " + e.getMessage());
        }
    }

    /** Writes one file under a temporary name, then replaces; returns where it is. */
    public String write(String name, byte[] bytes) {
        Path target = new Path(root, name);
        Path temporary = new Path(root, "." + name + ".new");
        try {
            WholeFile.replace(files, temporary, target, bytes);
        } catch (IOException e) {
            throw new RequestException("Cannot write " + target + ": " + e.getMessage());
        }
        return shown(target);
    }

    /** A local path without its scheme, as people and shells read it. */
    private static String shown(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }
}
