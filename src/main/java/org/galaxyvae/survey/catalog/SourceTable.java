package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.galaxyvae.base.table.InvalidDataException;
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

    /**
     * The column of that name, else the one that differs in case alone; -1 where there is none.
     *
     * @throws InvalidDataException where the name stands twice, or only several stand there that differ from it in case
     */
    static int find(List<String> header, @Nullable String name, String location) {
        if (name == null || name.isEmpty()) {
            return -1;
        }
        List<Integer> exact = places(header, name::equals);
        List<Integer> found = exact.isEmpty() ? places(header, name::equalsIgnoreCase) : exact;
        if (found.size() > 1) {
            throw new InvalidDataException("Cannot read catalog " + location + ": columns "
                    + found.stream()
                            .map(place -> (place + 1) + " (" + header.get(place) + ")")
                            .collect(Collectors.joining(" and "))
                    + " are all " + name + ", expected one; name it exactly as it is written, or rename the others");
        }
        return found.isEmpty() ? -1 : found.get(0);
    }

    private static List<Integer> places(List<String> header, Predicate<String> wanted) {
        return IntStream.range(0, header.size())
                .filter(place -> wanted.test(header.get(place)))
                .boxed()
                .toList();
    }
}
