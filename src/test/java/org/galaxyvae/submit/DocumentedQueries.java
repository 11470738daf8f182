package org.galaxyvae.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of {@code docs/sql.md}, each by its heading. */
public final class DocumentedQueries {
    private static final Pattern QUERY = Pattern.compile("### ([^\n]+)\n(?:(?!###)[\\s\\S])*?```sql\n([\\s\\S]*?)```");

    private DocumentedQueries() {}

    /** By heading. */
    public static Map<String, String> all() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        Matcher found = QUERY.matcher(Files.readString(Path.of("docs/sql.md")));
        while (found.find()) {
            queries.put(found.group(1), found.group(2).strip());
        }
        return queries;
    }
}
