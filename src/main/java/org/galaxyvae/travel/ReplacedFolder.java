package org.galaxyvae.travel;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.config.RequestException;

/**
 * A folder of Spark's files that is there whole or not at all: written beside under a hidden name, then put in the place of
 * what stood there. A kill leaves the old one or, between removing and renaming, none; never a part.
 */
final class ReplacedFolder {
    private static final String SUCCESS = "_SUCCESS";

    private final FileSystem files;
    private final Path target;
    private final Path unfinished;

    private ReplacedFolder(FileSystem files, Path target, Path unfinished) {
        this.files = files;
        this.target = target;
        this.unfinished = unfinished;
    }

    /**
     * Makes ready; what a killed run left is removed.
     *
     * @throws RequestException where something else than such a folder has that name
     */
    static ReplacedFolder open(String location, String name, Configuration hadoop) {
        try {
            Path root = new Path(location);
            FileSystem files = root.getFileSystem(hadoop);
            Path target = new Path(root, name);
            if (files.exists(target) && !files.exists(new Path(target, SUCCESS)) && !isEmpty(files, target)) {
                throw new RequestException("Cannot write to " + target
                        + ": it holds other files, expected none or an earlier result of this command");
            }
            Path unfinished = new Path(root, "_" + name + ".unfinished");
            files.delete(unfinished, true);
            return new ReplacedFolder(files, target, unfinished);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("Cannot write to --out " + location + ": " + e.getMessage());
        }
    }

    private static boolean isEmpty(FileSystem files, Path path) throws IOException {
        FileStatus status = files.getFileStatus(path);
        return status.isDirectory() && files.listStatus(path).length == 0;
    }

    /** Where to write. */
    String unfinished() {
        return unfinished.toString();
    }

    /** Puts what was written in its place; returns where that is. */
    String finish() {
        try {
            files.delete(target, true);
            if (!files.rename(unfinished, target)) {
                throw new IOException("Cannot rename " + unfinished);
            }
            Path shown = files.makeQualified(target);
            return "file".equals(shown.toUri().getScheme()) ? shown.toUri().getPath() : shown.toString();
        } catch (IOException e) {
            throw new RequestException("Cannot write " + target + ": " + e.getMessage());
        }
    }
}
