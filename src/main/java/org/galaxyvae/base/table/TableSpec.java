package org.galaxyvae.base.table;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * One table's format, as {@code docs/tables.md} has it.
 *
 * @param name in lower_snake_case
 * @param schema every column in order
 * @param key the columns that name a row
 * @param partitionedBy identity partitions, or none
 * @param properties Iceberg table properties beside the common ones
 * @param madeBy the command that fills it, for messages
 */
public record TableSpec(
        String name,
        StructType schema,
        List<String> key,
        List<String> partitionedBy,
        Map<String, String> properties,
        String madeBy) {
    public TableSpec {
        key = List.copyOf(key);
        partitionedBy = List.copyOf(partitionedBy);
        properties = Map.copyOf(properties);
    }

    /** The name in SQL. */
    public String qualifiedName() {
        return Tables.NAMESPACE + "." + name;
    }
}
