package org.galaxyvae.base.table;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.RecordColumns;

/**
 * One table's format, as {@code docs/tables.md} has it.
 *
 * @param name in lower_snake_case
 * @param row the record that says what its columns are
 * @param key the columns that name a row
 * @param partitionedBy identity partitions, or none
 * @param properties Iceberg table properties beside the common ones
 * @param madeBy the command that fills it, for messages
 */
public record TableSpec(
        String name,
        Class<? extends Record> row,
        List<String> key,
        List<String> partitionedBy,
        Map<String, String> properties,
        String madeBy) {
    public TableSpec {
        key = List.copyOf(key);
        partitionedBy = List.copyOf(partitionedBy);
        properties = Map.copyOf(properties);
    }

    /** Every column in order. */
    public StructType schema() {
        return RecordColumns.schema(row);
    }

    /** The name in SQL. */
    public String qualifiedName() {
        return Tables.NAMESPACE + "." + name;
    }
}
