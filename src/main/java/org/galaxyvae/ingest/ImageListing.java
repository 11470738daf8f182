package org.galaxyvae.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.galaxyvae.table.InvalidDataException;

/** Finds the image files under the user's paths: folders (with all below them), single files and globs. */
final class ImageListing {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png");

    private final Configuration hadoop;
    private final Map<String, ListedFile> files = new TreeMap<>();
    private final List<String> covered = new ArrayList<>();
    private long skipped;

    private ImageListing(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Lists all paths.
     *
     * @throws InvalidDataException where a path does not exist or none holds an image
     */
    static ImageListing of(List<String> paths, Configuration hadoop) {
        ImageListing listing = new ImageListing(hadoop);
        for (String path : paths) {
            try {
                listing.add(path);
            } catch (FileNotFoundException e) {
                throw new InvalidDataException("Cannot read images " + path + ": no such file or folder", e);
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidDataException("Cannot read images " + path + ": " + e.getMessage(), e);
            }
        }
        if (listing.files.isEmpty()) {
            throw new InvalidDataException("Cannot read images " + String.join(" ", paths)
                    + ": no file with the extension jpg, jpeg or png"
                    + (listing.skipped > 0 ? " among " + listing.skipped : "")
                    + "; a file without one is opened where it is named itself");
        }
        return listing;
    }

    /** Every file once, in the order of their names. */
    List<ListedFile> files() {
        return List.copyOf(files.values());
    }

    /** How many files were passed over for their extension. */
    long skipped() {
        return skipped;
    }

    /** A regular expression that finds the source_uri of whatever stands, or stood, under the paths. */
    String coverage() {
        return "^(?:" + String.join("|", covered) + ")(?:/.*)?$";
    }

    private void add(String text) throws IOException {
        Path path = new Path(text);
        FileSystem system = path.getFileSystem(hadoop);
        Path qualified = system.makeQualified(path);
        if (system.exists(qualified)) { // also where its name has a glob's characters
            covered.add(Pattern.quote(qualified.toString()));
            FileStatus status = system.getFileStatus(qualified);
            if (status.isDirectory()) {
                addBelow(system, status.getPath());
            } else {
                add(ListedFile.of(status));
            }
            return;
        }
        FileStatus[] matches = system.globStatus(path);
        if (matches == null || matches.length == 0) {
            throw new FileNotFoundException(text);
        }
        covered.add(GlobPattern.compile(qualified.toString()).pattern());
        for (FileStatus match : matches) {
            if (match.isDirectory()) {
                addBelow(system, match.getPath());
            } else {
                addIfImage(match, match.getPath().getParent());
            }
        }
    }

    private void addBelow(FileSystem system, Path folder) throws IOException {
        if (system instanceof LocalFileSystem) {
            // Hadoop's own recursion starts one process a local file to learn its owner
            addBelowLocal(system, folder, folder);
            return;
        }
        RemoteIterator<LocatedFileStatus> found = system.listFiles(folder, true);
        while (found.hasNext()) {
            addIfImage(found.next(), folder);
        }
    }

    private void addBelowLocal(FileSystem system, Path folder, Path root) throws IOException {
        for (FileStatus status : system.listStatus(folder)) {
            if (status.isDirectory()) {
                addBelowLocal(system, status.getPath(), root);
            } else {
                addIfImage(status, root);
            }
        }
    }

    private void addIfImage(FileStatus status, Path folder) {
        String uri = status.getPath().toString();
        for (String component : uri.substring(folder.toString().length()).split("/", -1)) {
            if (component.startsWith(".") || component.startsWith("_")) {
                return;
            }
        }
        String extension = uri.substring(uri.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (EXTENSIONS.contains(extension)) {
            add(ListedFile.of(status));
        } else {
            skipped++;
        }
    }

    private void add(ListedFile file) {
        files.put(file.sourceUri(), file);
    }
}
