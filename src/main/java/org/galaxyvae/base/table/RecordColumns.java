package org.galaxyvae.base.table;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records of plain numbers and text as columns: one a component, in its order, its name in lower_snake_case. */
public final class RecordColumns {
    private RecordColumns() {}

    /** The columns of a record type whose components are int, long, double, boolean or String. */
    public static StructType schema(Class<? extends Record> type) {
        StructType schema = new StructType();
        for (RecordComponent component : type.getRecordComponents()) {
            schema = schema.add(
                    SnakeCaseStrategy.INSTANCE.translate(component.getName()), dataType(component.getType()), true);
        }
        return schema;
    }

    /** The record's values in the order of {@link #schema}. */
    public static Row row(Record values) {
        RecordComponent[] components = values.getClass().getRecordComponents();
        Object[] row = new Object[components.length];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = components[i].getAccessor().invoke(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + components[i], e);
            }
        }
        return RowFactory.create(row);
    }

    private static DataType dataType(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> DataTypes.IntegerType;
            case "long" -> DataTypes.LongType;
            case "double" -> DataTypes.DoubleType;
            case "boolean" -> DataTypes.BooleanType;
            case "String" -> DataTypes.StringType;
            default -> throw new IllegalArgumentException("No column for " + type);
        };
    }
}
