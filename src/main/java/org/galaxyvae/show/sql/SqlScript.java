package org.galaxyvae.show.sql;

import java.util.ArrayList;
import java.util.List;

/** Splits text into SQL statements at semicolons outside quotes and comments. */
final class SqlScript {
    private final String text;
    private int position;

    private SqlScript(String text) {
        this.text = text;
    }

    /**
     * A text taken apart.
     *
     * @param statements complete ones, without their semicolons; those that are blank or only comments are left out
     * @param rest what follows the last semicolon
     */
    record Parts(List<String> statements, String rest) {
        Parts {
            statements = List.copyOf(statements);
        }
    }

    /** Takes a text apart. */
    static Parts parts(String text) {
        return new SqlScript(text).split();
    }

    /** All statements of a text; the last needs no semicolon. */
    static List<String> statements(String text) {
        Parts parts = parts(text);
        List<String> statements = new ArrayList<>(parts.statements());
        if (!isBlank(parts.rest())) {
            statements.add(parts.rest().strip());
        }
        return statements;
    }

    /** Whether there is nothing but blanks and comments. */
    static boolean isBlank(String statement) {
        SqlScript script = new SqlScript(statement);
        while (script.position < statement.length()) {
            if (!Character.isWhitespace(statement.charAt(script.position)) && !script.atComment()) {
                return false;
            }
            script.skipToken();
        }
        return true;
    }

    private Parts split() {
        List<String> statements = new ArrayList<>();
        int start = 0;
        while (position < text.length()) {
            if (text.charAt(position) == ';') {
                String statement = text.substring(start, position).strip();
                if (!isBlank(statement)) {
                    statements.add(statement);
                }
                position++;
                start = position;
            } else {
                skipToken();
            }
        }
        return new Parts(statements, text.substring(start));
    }

    private boolean atComment() {
        return text.startsWith("--", position) || text.startsWith("/*", position);
    }

    /** Moves behind a comment, a quoted text or one character. */
    private void skipToken() {
        char c = text.charAt(position);
        if (text.startsWith("--", position)) {
            position = behind("\n", position + 2);
        } else if (text.startsWith("/*", position)) {
            position = behind("*/", position + 2);
        } else if (c == '\'' || c == '"' || c == '`') {
            skipQuoted(c);
        } else {
            position++;
        }
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    /** A doubled quote ends one text and begins another: the same place is reached. */
    private void skipQuoted(char quote) {
        position++;
        while (position < text.length() && text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' && quote != '`' ? 2 : 1;
        }
        position = Math.min(position + 1, text.length());
    }
}
