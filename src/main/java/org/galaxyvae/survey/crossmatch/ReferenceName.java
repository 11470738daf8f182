package org.galaxyvae.survey.crossmatch;

import java.util.regex.Pattern;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/** What a list of known objects is called. */
final class ReferenceName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final Pattern EXTENSIONS =
            Pattern.compile("(?i)(\\.(csv|tsv|txt|dat|parquet|fits?|vot|vot?table|xml))?(\\.(gz|bz2))?$");

    private ReferenceName() {}

    /**
     * The given name, else the file's without its extensions.
     *
     * @throws RequestException where it is no name of 1 to 64 letters, digits, dots, underscores and hyphens
     */
    public static String of(String location, @Nullable String given) {
        String path = location.replaceAll("/+$", "");
        String name = given == null
                ? EXTENSIONS.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceFirst("")
                : given;
        if (!VALID.matcher(name).matches()) {
            throw new RequestException("Invalid --name " + name
                    + ": expected 1 to 64 letters, digits, '.', '_' and '-', the first of them no '.'"
                    + (given == null ? "; the file's name is none, give one with --name" : ""));
        }
        return name;
    }
}
