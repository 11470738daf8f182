package org.galaxyvae.show.sql;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.CsvLines;
import org.galaxyvae.base.run.TextTable;

/** How rows are printed. */
public enum RowFormat {
    /** Aligned columns for people. */
    TABLE {
        @Override
        void print(List<String> columns, List<Row> rows, PrintStream out) {
            TextTable.lines(columns, rows.stream().map(ValueText::texts).toList())
                    .forEach(line -> out.print(line + "\n"));
        }
    },
    /** A header and one record a line, quoted as RFC 4180 has it; null is empty. */
    CSV {
        @Override
        void print(List<String> columns, List<Row> rows, PrintStream out) {
            CsvLines lines = new CsvLines();
            out.print(lines.of(columns));
            rows.forEach(row -> out.print(lines.of(ValueText.texts(row))));
        }
    },
    /** One object a line. */
    JSON {
        @Override
        void print(List<String> columns, List<Row> rows, PrintStream out) {
            rows.forEach(row -> out.print(ValueText.json(columns, row) + "\n"));
        }
    };

    /** Prints one result. */
    abstract void print(List<String> columns, List<Row> rows, PrintStream out);

    /**
     * The format of that name.
     *
     * @throws RequestException where there is none
     */
    public static RowFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestException("Invalid --format " + name + ", expected one of "
                        + Arrays.stream(values()).map(RowFormat::label).collect(Collectors.joining(", "))));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
