package org.galaxyvae.survey.source;

import java.util.Locale;
import java.util.Set;

/** What the path of an image says: its name, stem and tail; and which names are no images by themselves. */
public final class SourcePath {
    /** Files that lie beside images in any survey's folder; to list each as a reject would hide those that matter. */
    private static final Set<String> BESIDE_IMAGES = Set.of(
            "csv", "tsv", "txt", "md", "json", "jsonl", "yaml", "yml", "xml", "html", "htm", "pdf", "log", "py",
            "ipynb", "sha256", "md5", "crc", "vot", "sql", "db", "toml", "cfg", "ini", "tex", "bib", "doc", "docx",
            "xls", "xlsx");

    private static final Set<String> COMPRESSED = Set.of("gz", "bz2", "fz");

    private SourcePath() {}

    /** The last component. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name without its extension, and without the one before where the last only says how it is packed. */
    public static String stem(String path) {
        String name = name(path);
        if (COMPRESSED.contains(extension(name))) {
            name = withoutExtension(name);
        }
        return withoutExtension(name);
    }

    /** The last two components; catalogs of surveys with one folder an object tell images apart by them. */
    public static String tail(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', slash - 1) + 1);
    }

    /** Lower case, empty where there is none. */
    public static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** Whether a file found in a folder or archive is passed over without being opened: hidden, or of a kind that is no image. */
    public static boolean isBesideImages(String pathBelowFolder) {
        for (String component : pathBelowFolder.split("/", -1)) {
            boolean up = component.equals(".") || component.equals("..");
            if (!up && (component.startsWith(".") || component.startsWith("_"))) {
                return true;
            }
        }
        String name = name(pathBelowFolder);
        String packed = extension(name).equals("gz") ? withoutExtension(name) : name;
        return BESIDE_IMAGES.contains(extension(packed));
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
