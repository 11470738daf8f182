package org.galaxyvae.lab.travel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;

/**
 * A folder of Parquet files that is there whole or not at all: made part by part beside, under a hidden name, then put in the place
 * of what stood there. A kill leaves the old one or, between removing and renaming, none; and the parts that were done, with which the
 * next run of the same work goes on.
 */
final class ReplacedFolder {
    private static final String SUCCESS = "_SUCCESS";
    private static final String WORK = "_WORK";
    private static final String DONE = "_DONE-";

    private final FileSystem files;
    private final Path target;
    private final Path unfinished;

    private ReplacedFolder(FileSystem files, Path target, Path unfinished) {
        this.files = files;
        this.target = target;
        this.unfinished = unfinished;
    }

    /**
     * Makes ready; what a killed run of other work left is removed.
     *
     * @param work all that what is written depends on; parts of equal work are kept
     * @throws RequestException where something else than such a folder has that name
     */
    static ReplacedFolder open(String location, String name, String work, Configuration hadoop) {
        try {
            Path root = new Path(location);
            FileSystem files = root.getFileSystem(hadoop);
            Path target = new Path(root, name);
            if (files.exists(target) && !files.exists(new Path(target, SUCCESS)) && !isEmpty(files, target)) {
                throw new RequestException("Cannot write to " + target
                        + ": it holds other files, expected none or an earlier result of this command");
            }
            Path unfinished = new Path(root, "_" + name + ".unfinished");
            Path label = new Path(unfinished, WORK);
            if (!files.exists(label) || !work.equals(text(files, label))) {
                files.delete(unfinished, true);
                write(files, label, work);
            }
            return new ReplacedFolder(files, target, unfinished);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("Cannot write to --out " + location + ": " + e.getMessage());
        }
    }

    private static String text(FileSystem files, Path path) throws IOException {
        try (FSDataInputStream in = files.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(FileSystem files, Path path, String text) throws IOException {
        try (FSDataOutputStream out = files.create(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether a part is there. */
    boolean isDone(int part) {
        try {
            return files.exists(new Path(unfinished, DONE + part));
        } catch (IOException e) {
            throw new RequestException("Cannot read " + unfinished + ": " + e.getMessage());
        }
    }

    /** Writes a part. */
    interface Writer {
        /** Fills a folder that is not there yet with Parquet files. */
        void write(String folder) throws IOException;
    }

    /** Makes a part; files that a kill left of it are replaced. */
    void make(int part, Writer writer) {
        Path folder = new Path(unfinished, "_part-" + part);
        String prefix = String.format(Locale.ROOT, "part-%04d-", part);
        try {
            files.delete(folder, true);
            for (FileStatus old : files.listStatus(unfinished)) {
                if (old.getPath().getName().startsWith(prefix)) {
                    files.delete(old.getPath(), false);
                }
            }
            writer.write(folder.toString());
            int next = 0;
            for (FileStatus written : files.listStatus(folder)) {
                if (written.getPath().getName().endsWith(".parquet")) {
                    rename(written.getPath(), new Path(unfinished, prefix + next++ + ".parquet"));
                }
            }
            files.delete(folder, true);
            write(files, new Path(unfinished, DONE + part), "");
        } catch (IOException e) {
            throw new RequestException("Cannot write " + unfinished + ": " + e.getMessage());
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("Cannot rename " + from);
        }
    }

    private static boolean isEmpty(FileSystem files, Path path) throws IOException {
        FileStatus status = files.getFileStatus(path);
        return status.isDirectory() && files.listStatus(path).length == 0;
    }

    /** Puts the parts in their place; returns where that is. */
    String finish() {
        try {
            write(files, new Path(unfinished, SUCCESS), "");
            files.delete(target, true);
            rename(unfinished, target);
            // behind the renaming: a kill before it finds all parts done
            for (FileStatus mark : files.listStatus(target)) {
                if (mark.getPath().getName().startsWith(DONE)) {
                    files.delete(mark.getPath(), false);
                }
            }
            files.delete(new Path(target, WORK), false);
            Path shown = files.makeQualified(target);
            return "file".equals(shown.toUri().getScheme()) ? shown.toUri().getPath() : shown.toString();
        } catch (IOException e) {
            throw new RequestException("Cannot write " + target + ": " + e.getMessage());
        }
    }
}
