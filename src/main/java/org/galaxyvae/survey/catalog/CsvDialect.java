package org.galaxyvae.survey.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a text table is written, as its beginning shows.
 *
 * @param separator comma, tab, semicolon or bar: what the header has most of
 * @param multiline whether a quoted value goes over a line's end
 * @param charset UTF-8, or UTF-16 where its mark is there
 */
record CsvDialect(char separator, boolean multiline, Charset charset) {
    private static final char[] SEPARATORS = {',', '\t', ';', '|'};

    /** The dialect of a file that begins so. */
    static CsvDialect of(byte[] head) {
        Charset charset = isUtf16(head) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(head, charset).replaceFirst("^\uFEFF", "");
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '#' || isLineEnd(text.charAt(start)))) {
            while (start < text.length() && !isLineEnd(text.charAt(start))) {
                start++;
            }
            start++;
        }
        int[] counts = new int[SEPARATORS.length];
        boolean inHeader = true;
        boolean quoted = false;
        boolean multiline = false;
        for (int i = Math.min(start, text.length()); i < text.length(); i++) {
            char character = text.charAt(i);
            if (quoted) {
                multiline |= character == '\n';
                quoted = character != '"'; // a doubled quote closes and opens again
            } else if (character == '"' && (i == start || endsValue(text.charAt(i - 1)))) {
                quoted = true;
            } else if (inHeader && isLineEnd(character)) {
                inHeader = false;
            } else if (inHeader) {
                for (int s = 0; s < SEPARATORS.length; s++) {
                    counts[s] += character == SEPARATORS[s] ? 1 : 0;
                }
            }
        }
        int most = 0;
        for (int s = 1; s < SEPARATORS.length; s++) {
            most = counts[s] > counts[most] ? s : most;
        }
        return new CsvDialect(SEPARATORS[most], multiline, charset);
    }

    static boolean isUtf16(byte[] head) {
        return head.length >= 2 && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1));
    }

    /** Behind such a character a quote opens a value; a second of a doubled quote counts as well. */
    private static boolean endsValue(char character) {
        return isLineEnd(character) || character == '"' || new String(SEPARATORS).indexOf(character) >= 0;
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
