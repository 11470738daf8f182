package org.galaxyvae.survey.source;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

/**
 * The files under the user's paths: folders (with all below them), single files and globs. Nothing is opened; in folders and
 * globs hidden files and those that lie beside images by their extension are passed over.
 */
public final class Listing {
    private final Configuration hadoop;
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final List<String> covered = new ArrayList<>();
    private long skipped;

    private Listing(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Lists all paths.
     *
     * @throws IOException where a path cannot be listed; {@link FileNotFoundException} where it does not exist. The message
     *     names the path.
     */
    public static Listing of(List<String> paths, Configuration hadoop) throws IOException {
        Listing listing = new Listing(hadoop);
        for (String path : paths) {
            try {
                listing.add(path);
            } catch (FileNotFoundException e) {
                throw new FileNotFoundException("Cannot read images " + path + ": no such file or folder");
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException("Cannot read images " + path + ": " + e.getMessage(), e);
            }
        }
        return listing;
    }

    /**
     * Every source once, in the order of their URIs.
     *
     * @param bandPattern joins files of single bands, see {@link SourceFile}; empty for none
     */
    public List<SourceFile> sources(String bandPattern) {
        return bandPattern.isEmpty() ? List.copyOf(files.values()) : new BandNames(bandPattern).join(files.values());
    }

    /** How many files were passed over for their extension or a hidden name. */
    public long skipped() {
        return skipped;
    }

    /** A regular expression that finds the URI of whatever stands, or stood, under the paths. */
    public String coverage() {
        return "^(?:" + String.join("|", covered) + ")(?:[/#!].*)?$";
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
                add(status);
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
                addFound(match, match.getPath().getParent());
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
            addFound(found.next(), folder);
        }
    }

    private void addBelowLocal(FileSystem system, Path folder, Path root) throws IOException {
        FileStatus[] found;
        try {
            found = system.listStatus(folder);
        } catch (FileNotFoundException e) {
            return; // a folder that went away while its parent was read
        }
        addLost(folder, found, root);
        for (FileStatus status : found) {
            if (status.isDirectory()) {
                addBelowLocal(system, status.getPath(), root);
            } else {
                addFound(status, root);
            }
        }
    }

    /**
     * What a folder lists and the file system then does not find: a link to nowhere, or a name that is no text in this process's
     * encoding. Hadoop passes such a file over; here it is a source that cannot be read, so that it is counted and named.
     */
    private void addLost(Path folder, FileStatus[] found, Path root) {
        String[] names = new File(folder.toUri().getPath()).list();
        if (names == null || names.length == found.length) {
            return;
        }
        Set<String> known = new HashSet<>();
        for (FileStatus status : found) {
            known.add(status.getPath().getName());
        }
        for (String name : names) {
            if (!known.contains(name)) {
                addFound(new FileStatus(0, false, 1, 1, 0, new Path(folder, "./" + name)), root);
            }
        }
    }

    private void addFound(FileStatus status, Path folder) {
        String below = status.getPath().toString().substring(folder.toString().length());
        if (SourcePath.isBesideImages(below)) {
            skipped++;
        } else {
            add(status);
        }
    }

    private void add(FileStatus status) {
        String uri = status.getPath().toString();
        files.put(uri, SourceFile.of(uri, status.getLen(), status.getModificationTime()));
    }
}
