package org.galaxyvae.survey.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * Where cutouts go: {@code images/}, {@code catalog.csv} for {@code ingest}, {@code fetch.csv} with the outcome of every object, and
 * {@code _FETCH}, which says with what options it was filled.
 *
 * <p>Every file is written under {@code _temporary}, made safe on disk, and renamed: one that has its name is whole.
 */
final class FetchFolder {
    private static final String MARK = "galaxy-vae fetch\n";

    private final FileSystem files;
    private final Path root;
    private final String extension;

    FetchFolder(String location, String extension, Configuration hadoop) {
        try {
            root = new Path(location);
            files = WholeFile.withoutChecksums(root.getFileSystem(hadoop));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot open folder " + location + ": " + e.getMessage(), e);
        }
        this.extension = extension;
    }

    /**
     * Makes the folder ready and removes what a killed download left.
     *
     * @throws RequestException where it holds something else, or cutouts of other options
     */
    void prepare(FetchOptions options) throws IOException {
        String mark = MARK + options.identity();
        if (holdsFiles()) {
            String old = files.exists(markFile())
                    ? new String(WholeFile.read(files, markFile()), StandardCharsets.UTF_8)
                    : "";
            if (!old.startsWith(MARK)) {
                throw new RequestException("Cannot fetch into " + root
                        + ": it holds other files, expected an empty folder or an earlier download");
            }
            if (!old.equals(mark)) {
                throw new RequestException("Cannot fetch into " + root + ": it was filled with other options ("
                        + old.substring(MARK.length()).strip().replace("\n", ", ")
                        + "), expected the same or another --out");
            }
        }
        files.delete(temporary(), true);
        files.mkdirs(temporary());
        files.mkdirs(new Path(root, "images"));
        replace(markFile(), mark.getBytes(StandardCharsets.UTF_8));
    }

    /** The file of an object, relative to the folder. */
    String file(String objectId) {
        return "images/" + FileName.of(objectId) + "." + extension;
    }

    /** Bytes of every cutout that is there, by its file. */
    Map<String, Long> cutouts() throws IOException {
        Map<String, Long> found = new HashMap<>();
        Path images = files.makeQualified(new Path(root, "images"));
        Deque<Path> folders = new ArrayDeque<>();
        folders.add(images);
        while (!folders.isEmpty()) {
            for (FileStatus status : files.listStatus(folders.remove())) {
                if (status.isDirectory()) {
                    folders.add(status.getPath());
                } else {
                    String below = status.getPath()
                            .toUri()
                            .getPath()
                            .substring(images.toUri().getPath().length());
                    found.put("images" + below, status.getLen());
                }
            }
        }
        return found;
    }

    byte[] read(String file) throws IOException {
        return WholeFile.read(files, new Path(root, file));
    }

    /** The outcomes of earlier runs, null where there were none. */
    byte @Nullable [] manifest() throws IOException {
        return files.exists(manifestFile()) ? WholeFile.read(files, manifestFile()) : null;
    }

    /** Stores one cutout; it is there as a whole or not at all. */
    void store(String file, byte[] bytes) throws IOException {
        Path path = new Path(root, file);
        Path parent = path.getParent();
        if (parent != null && !parent.getName().equals("images")) {
            files.mkdirs(parent); // of an id too long for one name
        }
        replace(path, bytes);
    }

    void storeManifest(byte[] csv) throws IOException {
        replace(manifestFile(), csv);
    }

    void storeCatalog(byte[] csv) throws IOException {
        replace(new Path(root, "catalog.csv"), csv);
    }

    /** Removes the folder of files on their way. */
    void close() throws IOException {
        files.delete(temporary(), true);
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private boolean holdsFiles() throws IOException {
        try {
            return files.listStatus(root).length > 0;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private Path markFile() {
        return new Path(root, "_FETCH");
    }

    private Path manifestFile() {
        return new Path(root, "fetch.csv");
    }

    private Path temporary() {
        return new Path(root, "_temporary");
    }

    private void replace(Path path, byte[] bytes) throws IOException {
        Path part = new Path(temporary(), Thread.currentThread().getId() + "-" + path.getName());
        WholeFile.replace(files, part, path, bytes);
    }
}
