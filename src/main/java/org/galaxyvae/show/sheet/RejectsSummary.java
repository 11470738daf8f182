package org.galaxyvae.show.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * Files that became no tensors.
 *
 * @param total all of the workspace
 * @param reasons most frequent first; the chosen one alone where files are listed
 * @param files of the chosen reason by source_uri, up to the limit; empty where none was chosen
 */
record RejectsSummary(long total, List<Group> reasons, List<Rejected> files) implements Summary {
    private static final int LONGEST_EXAMPLE = 60;

    /**
     * All files with one reason.
     *
     * @param share of all rejected files, 0 to 1
     * @param example the first of them by name
     * @param message of that one
     */
    public record Group(
            String reason,
            long files,
            double share,
            String example,
            @Nullable String message) {}

    /** One file. */
    public record Rejected(
            String sourceUri,
            @Nullable String objectId,
            long sourceLength,
            @Nullable String message) {}

    public RejectsSummary {
        reasons = List.copyOf(reasons);
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        if (total == 0) {
            return List.of("No file was rejected");
        }
        if (files.isEmpty()) {
            return TextTable.lines(
                    List.of("reason", "files", "share", "example", "message"),
                    reasons.stream()
                            .map(group -> Arrays.asList(
                                    group.reason(),
                                    String.format(Locale.ROOT, "%,d", group.files()),
                                    String.format(Locale.ROOT, "%.1f%%", 100 * group.share()),
                                    shortened(group.example()),
                                    group.message()))
                            .toList());
        }
        List<String> lines = new ArrayList<>(TextTable.lines(
                List.of("file", "object", "bytes", "message"),
                files.stream()
                        .map(file -> Arrays.asList(
                                file.sourceUri(),
                                file.objectId(),
                                String.format(Locale.ROOT, "%,d", file.sourceLength()),
                                file.message()))
                        .toList()));
        long more = reasons.stream().mapToLong(Group::files).sum() - files.size();
        if (more > 0) {
            lines.add(String.format(Locale.ROOT, "and %,d more; --limit raises that", more));
        }
        return lines;
    }

    /** The end of a URI tells images apart; {@code --reason} and SQL have all of it. */
    private static String shortened(String uri) {
        return uri.length() <= LONGEST_EXAMPLE ? uri : "..." + uri.substring(uri.length() - LONGEST_EXAMPLE);
    }
}
