package org.galaxyvae.base.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

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

    /** The same folder by another name. */
    Workspace named(Path name) {
        return new Workspace(name, files);
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

    /** What people see of one published run. */
    public Path report(String runId) {
        return new Path(new Path(root, "reports"), runId);
    }

    /** Objects told of by one night, one JSON object a line. */
    public Path alerts(String runId) {
        return new Path(new Path(root, "alerts"), runId + ".jsonl");
    }

    /** Names the run that is on its way to be published; see {@code Handover}. */
    public Path next() {
        return new Path(new Path(root, "published"), "NEXT");
    }

    /** Names the run that was published and whose row in {@code runs} is still to come; there after a kill in between. */
    public Path unrecorded() {
        return new Path(new Path(root, "published"), "UNRECORDED");
    }

    /** The published run, or empty where nothing was published. */
    public Optional<String> currentRun() {
        return readText(current()).map(String::strip);
    }

    /** Unfinished work of one run. */
    public Path staging(String runId) {
        return new Path(new Path(root, "staging"), runId);
    }

    /** What a pass over pixels that was killed has made, by the hash of the model and the way of scoring. */
    public Path pass(String scoringHash) {
        return new Path(passes(), scoringHash);
    }

    /** Where passes over pixels on their way leave what they can go on from. */
    public Path passes() {
        return new Path(root, "passes");
    }

    /** The writer's lock. */
    public Path lock() {
        return new Path(root, "_lock");
    }

    /** A small text file, or empty where there is none. */
    public Optional<String> readText(Path path) {
        try (InputStream stream = stream(path)) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException | NoSuchFileException e) {
            // another may remove it at any time, so that to look first would not help
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The account whose file it is, or that this is not known. */
    String owner(Path path) {
        try {
            return files.getFileStatus(path).getOwner();
        } catch (IOException e) {
            return "another account";
        }
    }

    /** Hadoop's local file system says of a file that may not be read what it says of one that is not there. */
    private InputStream stream(Path path) throws IOException {
        return raw() instanceof RawLocalFileSystem local
                ? Files.newInputStream(local.pathToFile(path).toPath())
                : raw().open(path);
    }

    /** Replaces a small text file atomically: readers see the old or the new text, never a part. */
    public void replaceText(Path path, String text) {
        try {
            WholeFile.replace(files, path.suffix(".new"), path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot replace " + path, e);
        }
    }

    /** Removes a file, where there is one. */
    void remove(Path path) {
        remove(path, false);
    }

    /** Removes a file or a folder with all that is in it, where there is one. */
    void removeAll(Path path) {
        remove(path, true);
    }

    private void remove(Path path, boolean recursive) {
        try {
            files.delete(path, recursive);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }

    /** Creates a small text file; false where it exists already. Of several who try at once one succeeds. */
    public boolean createText(Path path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            raw().mkdirs(path.getParent());
            if (raw() instanceof RawLocalFileSystem local) {
                return createLocal(local.pathToFile(path).toPath(), bytes);
            }
            return createRemote(path, bytes);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException | FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            String why = LockHolder.isDenied(e)
                    ? "permission denied, " + path + "; expected an account that may write there"
                    : e.getMessage();
            throw new InvalidDataException("Cannot write workspace " + root + ": " + why, e);
        }
    }

    /** A rename that may not replace: there with all its text, or not at all, even where the writer dies in between. */
    private boolean createRemote(Path path, byte[] bytes) throws IOException {
        Path whole = path.suffix("." + UUID.randomUUID() + ".new");
        try {
            WholeFile.write(files, whole, bytes);
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(whole, path);
            return true;
        } finally {
            files.delete(whole, false);
        }
    }

    /** Hadoop's local file system looks first and creates then, so that two may create at once. */
    private static boolean createLocal(java.nio.file.Path path, byte[] bytes) throws IOException {
        java.nio.file.Path whole = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            // with the mode that the umask says: a temporary file would be for its owner's eyes alone
            Files.write(whole, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.createLink(path, whole); // there with all its text, or not at all
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE); // a disk without links
            return true;
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private FileSystem raw() {
        return WholeFile.withoutChecksums(files);
    }
}
