package org.galaxyvae.show.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One record of comma-separated values: quotes as RFC 4180 has them, lines ended by \n so that shell tools see no \r. */
public final class Csv {
    private Csv() {}

    /** The record with its line end; null becomes an empty field. */
    public static String line(List<? extends @Nullable String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
