package org.galaxyvae.base.table;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.EachEvidence;
import org.galaxyvae.base.row.Embedded;
import org.galaxyvae.base.row.EvidenceColumns;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** One column as a row of {@code docs/tables.md} has it. */
record DocumentedColumn(String name, String type, String unit, String meaning) {
    /** Those of a record, in its order; evidences say of themselves what they mean. */
    static List<DocumentedColumn> of(Class<?> type) {
        List<DocumentedColumn> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Embedded.class)) {
                columns.addAll(of(component.getType()));
            } else if (component.isAnnotationPresent(EachEvidence.class)) {
                EvidenceColumns.NAMES.forEach(name -> columns.add(new DocumentedColumn(name, "double", "", "")));
            } else {
                columns.add(of(type, component));
            }
        }
        return columns;
    }

    private static DocumentedColumn of(Class<?> type, RecordComponent component) {
        Column column = component.getAnnotation(Column.class);
        StructType schema = RecordColumns.schema(type.asSubclass(Record.class));
        String name = column.name().isEmpty() ? snake(component.getName()) : column.name();
        return new DocumentedColumn(
                name,
                type(schema.apply(name).dataType())
                        + (component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? ", null" : ""),
                column.unit(),
                column.meaning());
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** As the documents write it, such as {@code bigint} and {@code map<string, double>}. */
    static String type(DataType type) {
        if (type instanceof MapType map) {
            return "map<" + type(map.keyType()) + ", " + type(map.valueType()) + ">";
        }
        if (type instanceof ArrayType array) {
            return "array<" + type(array.elementType()) + ">";
        }
        if (type instanceof StructType struct) {
            return "struct<"
                    + String.join(
                            ", ",
                            Arrays.stream(struct.fields())
                                    .map(field -> field.name() + " " + type(field.dataType()))
                                    .toList())
                    + ">";
        }
        return type.sql().toLowerCase(Locale.ROOT);
    }
}
