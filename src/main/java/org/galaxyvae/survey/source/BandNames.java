package org.galaxyvae.survey.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Joins files of single bands to sources by a pattern of their names, whatever their headers say. */
final class BandNames {
    private final Pattern pattern;

    /**
     * @param pattern with a group {@code band}; what surrounds that group names the source
     * @throws PatternSyntaxException where it is no such pattern
     */
    BandNames(String pattern) {
        this.pattern = Pattern.compile(pattern);
        if (!pattern.contains("(?<band>")) {
            throw new PatternSyntaxException("no group (?<band>...)", pattern, -1);
        }
    }

    /** All files, those of one source joined; in the order of their URIs. */
    List<SourceFile> join(Iterable<SourceFile> files) {
        Map<String, Map<String, SourceFile>> groups = new TreeMap<>();
        List<SourceFile> joined = new ArrayList<>();
        for (SourceFile file : files) {
            Band band = band(file.uri());
            if (band == null) {
                joined.add(file);
            } else {
                groups.computeIfAbsent(band.key(), key -> new LinkedHashMap<>()).putIfAbsent(band.name(), file);
            }
        }
        groups.forEach((key, bands) -> joined.add(source(key, new TreeMap<>(bands))));
        joined.sort(java.util.Comparator.comparing(SourceFile::uri));
        return joined;
    }

    private static SourceFile source(String key, Map<String, SourceFile> bands) {
        return new SourceFile(
                key.replace("\0", "{" + String.join(",", bands.keySet()) + "}"),
                bands.values().stream().map(SourceFile::uri).toList(),
                List.copyOf(bands.keySet()),
                false,
                bands.values().stream().mapToLong(SourceFile::lengthBytes).sum(),
                bands.values().stream()
                        .mapToLong(SourceFile::modifiedAtMillis)
                        .max()
                        .orElseThrow());
    }

    private @Nullable Band band(String uri) {
        int slash = uri.lastIndexOf('/') + 1;
        Matcher matcher = pattern.matcher(uri.substring(slash));
        if (!matcher.find() || matcher.start("band") < 0) {
            return null;
        }
        int start = slash + matcher.start("band");
        int end = slash + matcher.end("band");
        return new Band(uri.substring(0, start) + "\0" + uri.substring(end), uri.substring(start, end));
    }

    /** The band that a file name holds, and the rest with a mark in its place. */
    private record Band(String key, String name) {}

    /** The path of a joined source's object: the URI without its bands and one separator. */
    static String path(String uri) {
        int name = uri.lastIndexOf('/') + 1;
        return uri.substring(0, name) + uri.substring(name).replaceFirst("\\{[^}]*\\}[-_.]|[-_.]?\\{[^}]*\\}", "");
    }
}
