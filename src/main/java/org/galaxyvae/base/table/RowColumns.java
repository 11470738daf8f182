package org.galaxyvae.base.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Fits the columns of rows to those of a table, which an earlier or a later version may have made. */
final class RowColumns {
    private RowColumns() {}

    /** With null in the columns of that schema that the rows do not have. */
    static Dataset<Row> withMissing(Dataset<Row> rows, StructType schema) {
        List<String> there = Arrays.asList(rows.columns());
        for (StructField field : schema.fields()) {
            if (!there.contains(field.name())) {
                rows = rows.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
            }
        }
        return rows;
    }

    /**
     * The rows with the table's columns in the table's order and types.
     *
     * @throws IllegalArgumentException where a column is missing or the table has no such column
     */
    static Dataset<Row> checked(TableSpec table, Dataset<Row> rows) {
        List<String> names = Arrays.asList(rows.columns());
        for (StructField field : table.schema().fields()) {
            if (!names.contains(field.name())) {
                throw new IllegalArgumentException(
                        "Cannot write " + table.name() + ": column " + field.name() + " is missing in " + names);
            }
        }
        if (names.size() != table.schema().size()) {
            throw new IllegalArgumentException("Cannot write " + table.name() + ": columns " + names + ", expected "
                    + Arrays.toString(table.schema().fieldNames()));
        }
        Column[] ordered = Arrays.stream(table.schema().fields())
                .map(field -> functions.col(field.name()).cast(field.dataType()))
                .toArray(Column[]::new);
        return rows.select(ordered);
    }
}
