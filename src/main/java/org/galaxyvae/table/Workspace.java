package org.galaxyvae.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The directory that holds everything of one survey, on any Hadoop file system. */
public final class Workspace {
    private final Path root;
    private final FileSystem files;

    private Workspace(Path root, FileSystem files) {
        this.root = root;
        this.files = files;
    }

    /** Opens the workspace at a path or URI; nothing is created. */
    public static Workspace open(String location, Configuration hadoop) {
        try {
            Path path = new Path(location);
            FileSystem files = path.getFileSystem(hadoop);
            return new Workspace(files.makeQualified(path), files);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot open workspace " + location + ": " + e.getMessage(), e);
        }
    }

    /** The fully qualified root. */
    public Path root() {
        return root;
    }

    /** The file system that holds the root. */
    public FileSystem files() {
        return files;
    }

    /** Where Iceberg keeps the tables. */
    public Path warehouse() {
        return new Path(root, "warehouse");
    }

    /** Where one model stands. */
    public Path model(String modelId) {
        return new Path(new Path(root, "models"), modelId);
    }

    /** Where trainings on their way leave what they can go on from. */
    public Path checkpoints() {
        return new Path(root, "checkpoints");
    }

    /** The plain Parquet of one scoring run. */
    public Path published(String runId) {
        return new Path(new Path(root, "published"), runId);
    }

    /** The small file that names the published run. */
    public Path current() {
        return new Path(new Path(root, "published"), "CURRENT");
    }

    /** What people read about one night. */
    public Path night(String runId) {
        return new Path(new Path(root, "nights"), runId);
    }

    /** Objects told of by one night, one JSON object a line. */
    public Path alerts(String runId) {
        return new Path(new Path(root, "alerts"), runId + ".jsonl");
    }

    /** Names the run that is on its way to be published; see {@code Handover}. */
    public Path next() {
        return new Path(new Path(root, "published"), "NEXT");
    }

    /** The published run, or empty where nothing was published. */
    public Optional<String> currentRun() {
        return readText(current()).map(String::strip);
    }

    /** Unfinished work of one run. */
    public Path staging(String runId) {
        return new Path(new Path(root, "staging"), runId);
    }

    /** The writer's lock. */
    public Path lock() {
        return new Path(root, "_lock");
    }

    /** A small text file, or empty where there is none. */
    public Optional<String> readText(Path path) {
        try {
            if (!raw().exists(path)) {
                return Optional.empty();
            }
            try (FSDataInputStream stream = raw().open(path)) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Replaces a small text file atomically: readers see the old or the new text, never a part. */
    public void replaceText(Path path, String text) {
        try {
            WholeFile.replace(files, path.suffix(".new"), path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot replace " + path, e);
        }
    }

    /** Creates a small text file; false where it exists already. */
    public boolean createText(Path path, String text) {
        try {
            raw().mkdirs(path.getParent());
            try (FSDataOutputStream stream = raw().createNonRecursive(
                            path,
                            null,
                            EnumSet.of(CreateFlag.CREATE),
                            4096,
                            files.getDefaultReplication(path),
                            files.getDefaultBlockSize(path),
                            null)) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return true;
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new InvalidDataException("Cannot write workspace " + root + ": " + e.getMessage(), e);
        }
    }

    private FileSystem raw() {
        return WholeFile.withoutChecksums(files);
    }
}
