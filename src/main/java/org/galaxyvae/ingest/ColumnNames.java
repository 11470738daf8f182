package org.galaxyvae.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of the catalog's own columns in the table: lower_snake_case, none twice, none of ours. */
final class ColumnNames {
    /** What the table {@code catalog} means by these names is its own. */
    private static final Set<String> RESERVED = Set.of("object_id", "ra_deg", "dec_deg", "file", "catalog_file");

    private ColumnNames() {}

    /** One name for each of the user's, in their order. */
    static List<String> of(List<String> users) {
        Set<String> taken = new HashSet<>(RESERVED);
        List<String> names = new ArrayList<>();
        for (String user : users) {
            String snake = snake(user);
            String name =
                    RESERVED.contains(snake) || !Character.isLetter(snake.codePointAt(0)) ? "catalog_" + snake : snake;
            String unique = name;
            for (int again = 2; !taken.add(unique); again++) {
                unique = name + "_" + again;
            }
            names.add(unique);
        }
        return names;
    }

    /** {@code petroR50_r} becomes {@code petro_r50_r}, {@code "Mag (AB)"} becomes {@code mag_ab}. */
    static String snake(String text) {
        String snake = text.strip()
                .replaceAll("(?<=\\p{Ll}\\p{Nd}{0,9})(?=\\p{Lu})", "_")
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        return snake.isEmpty() ? "column" : snake;
    }
}
