package org.galaxyvae.label;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a labels.csv says. The catalog's reader is Spark's, which tells no line numbers, so here Spark's parser is used itself.
 *
 * @param labels the good rows, in the file's order, each key once
 * @param blank rows that say nothing of their object
 * @param problems one line each, with the line's number
 */
record LabelFile(List<GivenLabel> labels, long blank, List<String> problems) {
    /** The columns that count; {@code docs/tables.md}. */
    static final List<String> COLUMNS =
            List.of("object_id", "interest", "artefact", "comment", "labeler", "labeled_at", "run_id");

    private static final int MAX_VALUE_CHARACTERS = 100_000;
    private static final int MAX_COLUMNS = 256;

    LabelFile {
        labels = List.copyOf(labels);
        problems = List.copyOf(problems);
    }

    /** One record of the file and the line on which it ends. */
    private record Parsed(long line, String[] values) {}

    /** Reads a file's bytes; pure. */
    static LabelFile read(byte[] bytes, LabelLine.Defaults defaults) {
        List<String> problems = new ArrayList<>();
        String text = text(bytes, problems);
        if (text == null) {
            return new LabelFile(List.of(), 0, problems);
        }
        List<Parsed> records = records(text, problems);
        if (records.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add("the file is empty, expected the header " + String.join(",", COLUMNS));
            }
            return new LabelFile(List.of(), 0, problems);
        }
        String[] header = Arrays.stream(records.get(0).values())
                .map(name -> name == null ? "" : name.strip())
                .toArray(String[]::new);
        requireColumns(header, problems);
        if (!problems.isEmpty()) {
            return new LabelFile(List.of(), 0, problems);
        }
        return labels(header, records.subList(1, records.size()), defaults, problems);
    }

    private static LabelFile labels(
            String[] header, List<Parsed> records, LabelLine.Defaults defaults, List<String> problems) {
        Map<GivenLabel.Key, GivenLabel> byKey = new java.util.LinkedHashMap<>();
        long blank = 0;
        for (Parsed parsed : records) {
            if (parsed.values().length != header.length) {
                problems.add("line " + parsed.line() + ": " + parsed.values().length + " values, expected "
                        + header.length + " as the header has");
                continue;
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                values.put(header[i], parsed.values()[i] == null ? "" : parsed.values()[i]);
            }
            LabelLine row = new LabelLine(parsed.line(), values);
            if (row.saysNothing()) {
                blank++;
                continue;
            }
            GivenLabel label = row.label(defaults, problems);
            if (label != null) {
                GivenLabel earlier = byKey.putIfAbsent(label.key(), label);
                if (earlier != null && !earlier.saysTheSameAs(label)) {
                    problems.add("line " + label.line() + ": object " + label.objectId() + " is labeled otherwise by "
                            + label.labeler() + " at the same time in line " + earlier.line());
                }
            }
        }
        return new LabelFile(List.copyOf(byKey.values()), blank, problems);
    }

    /** UTF-8 with or without its mark; null where it is no text. */
    private static @Nullable String text(byte[] bytes, List<String> problems) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            // told below
        }
        problems.add("it is no text in UTF-8, expected CSV with the header " + String.join(",", COLUMNS));
        return null;
    }

    /** Without empty lines. */
    private static List<Parsed> records(String text, List<String> problems) {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) { // the parser takes it as closed by the file's end
            problems.add("a quote is never closed, expected two around a value and each one within it doubled");
            return List.of();
        }
        CsvParserSettings settings = new CsvParserSettings();
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setSkipEmptyLines(true);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.getFormat().setComment('\0'); // an id may begin with #
        settings.setMaxCharsPerColumn(MAX_VALUE_CHARACTERS);
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
        CsvParser parser = new CsvParser(settings);
        List<Parsed> records = new ArrayList<>();
        parser.beginParsing(new StringReader(text));
        try {
            for (String[] values = parser.parseNext(); values != null; values = parser.parseNext()) {
                records.add(new Parsed(parser.getContext().currentLine(), values));
            }
        } catch (TextParsingException | ArrayIndexOutOfBoundsException e) {
            long line = e instanceof TextParsingException told ? told.getLineIndex() + 1 : records.size() + 1L;
            problems.add("line " + line + ": it is no CSV, expected at most " + MAX_COLUMNS + " values of at most "
                    + MAX_VALUE_CHARACTERS + " characters and every quote closed");
        } finally {
            parser.stopParsing();
        }
        return records;
    }

    private static void requireColumns(String[] header, List<String> problems) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (COLUMNS.contains(name) && !seen.add(name)) {
                problems.add("line 1: column " + name + " stands twice in the header, expected once");
            }
        }
        boolean saysSomething = seen.contains("interest") || seen.contains("artefact") || seen.contains("comment");
        if (!seen.contains("object_id") || !saysSomething) {
            problems.add("line 1: the header has " + String.join(",", header).replaceAll("\\p{Cntrl}", "�")
                    + ", expected object_id and at least one of interest, artefact and comment, among "
                    + String.join(",", COLUMNS));
        }
    }
}
