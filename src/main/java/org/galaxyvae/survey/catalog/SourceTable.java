package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A user's table under neutral names.
 *
 * @param header the user's names
 * @param rows columns c0, c1, ... in their order; {@link #MALFORMED} behind them where the format can be
 */
record SourceTable(List<String> header, Dataset<Row> rows) {
    /** The text of a row that has more or fewer values than the header has names, else null. */
    static final String MALFORMED = "malformed_row";

    SourceTable {
        header = List.copyOf(header);
    }

    static String name(int index) {
        return "c" + index;
    }

    Column column(int index) {
        return col(name(index));
    }

    DataType type(int index) {
        return rows.schema().apply(name(index)).dataType();
    }

    /** The column of that name, else the first that differs in case alone; -1 where there is none. */
    static int find(List<String> header, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return -1;
        }
        int exact = header.indexOf(name);
        for (int i = 0; exact < 0 && i < header.size(); i++) {
            exact = header.get(i).equalsIgnoreCase(name) ? i : exact;
        }
        return exact;
    }
}
