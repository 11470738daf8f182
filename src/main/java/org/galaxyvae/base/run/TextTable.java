package org.galaxyvae.base.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows in aligned columns: numbers to the right, text to the left. */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9.,]+([eE][+-]?[0-9]+)?|NaN|-?Infinity|NULL)?");
    private static final Pattern LINE_BREAKING = Pattern.compile("\\p{Cntrl}");

    private TextTable() {}

    /** Header, rule and rows; null is printed as NULL, control characters as blanks. */
    public static List<String> lines(List<String> header, List<? extends List<@Nullable String>> rows) {
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(TextTable::cell).toList())
                .toList();
        List<String> lines = new ArrayList<>(List.of("", ""));
        List<StringBuilder> built = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        cells.forEach(row -> built.add(new StringBuilder()));
        for (int column = 0; column < header.size(); column++) {
            int index = column;
            List<String> values = cells.stream().map(row -> row.get(index)).toList();
            int width = Math.max(
                    header.get(column).length(),
                    values.stream().mapToInt(String::length).max().orElse(0));
            boolean numbers = !values.isEmpty()
                    && values.stream().allMatch(value -> NUMBER.matcher(value).matches());
            append(head, header.get(column), width, numbers);
            append(rule, "-".repeat(width), width, false);
            for (int row = 0; row < values.size(); row++) {
                append(built.get(row), values.get(row), width, numbers);
            }
        }
        lines.set(0, head.toString().stripTrailing());
        lines.set(1, rule.toString().stripTrailing());
        built.forEach(line -> lines.add(line.toString().stripTrailing()));
        return lines;
    }

    private static void append(StringBuilder line, String cell, int width, boolean right) {
        String padding = " ".repeat(width - cell.length());
        line.append(right ? padding + cell : cell + padding).append("  ");
    }

    private static String cell(@Nullable String text) {
        return text == null ? "NULL" : LINE_BREAKING.matcher(text).replaceAll(" ");
    }
}
