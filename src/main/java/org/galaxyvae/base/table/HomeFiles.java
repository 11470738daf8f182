package org.galaxyvae.base.table;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.OutputFile;

/**
 * The files of one survey's tables. Reads any that a table names; writes and deletes only those of the survey's own folders,
 * whatever a table says: tables of a copied folder name files of the original.
 */
public final class HomeFiles extends HadoopFileIO {
    /** The property that names the workspace. */
    static final String HOME = "galaxy-vae-home";

    private static final String WAREHOUSE = "warehouse";
    private static final Set<String> S3 = Set.of("s3", "s3a", "s3n");

    /** For Iceberg, which makes it by its name. */
    public HomeFiles() {
        super();
    }

    @Override
    public OutputFile newOutputFile(String path) {
        require("write", path);
        return super.newOutputFile(path);
    }

    @Override
    public void deleteFile(String path) {
        require("delete", path);
        super.deleteFile(path);
    }

    @Override
    public void deleteFiles(Iterable<String> paths) {
        List<String> all = new ArrayList<>();
        paths.forEach(all::add);
        List<String> others = all.stream().filter(path -> !isOwn(path)).toList();
        all.removeAll(Set.copyOf(others));
        super.deleteFiles(all);
        others.forEach(path -> require("delete", path)); // the survey's own are gone by now
    }

    @Override
    public void deletePrefix(String prefix) {
        require("delete", prefix);
        super.deletePrefix(prefix);
    }

    private void require(String action, String location) {
        if (!isOwn(location)) {
            throw new InvalidDataException("Cannot " + action + " " + location
                    + ": a table names it, but it is not in a folder of this survey, " + String.join(" or ", own()));
        }
    }

    private boolean isOwn(String location) {
        Path path = new Path(location);
        return own().stream().anyMatch(folder -> isInside(new Path(folder), path));
    }

    private List<String> own() {
        Map<String, String> properties = properties();
        return Stream.of(HOME, WAREHOUSE)
                .map(key -> properties.getOrDefault(key, ""))
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /** Whether the path is below the folder, by name; Hadoop's paths have no dots left. */
    static boolean isInside(Path folder, Path path) {
        URI there = path.toUri();
        String below = folder.toUri().getPath();
        return isOfTheSameFiles(folder.toUri(), there)
                && there.getPath().startsWith(below.endsWith("/") ? below : below + "/");
    }

    private static boolean isOfTheSameFiles(URI folder, URI path) {
        if (path.getScheme() == null && path.getAuthority() == null) {
            return true;
        }
        return scheme(path).equals(scheme(folder)) && Objects.equals(path.getAuthority(), folder.getAuthority());
    }

    private static String scheme(URI uri) {
        String scheme = Objects.toString(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        return S3.contains(scheme) ? "s3" : scheme;
    }
}
