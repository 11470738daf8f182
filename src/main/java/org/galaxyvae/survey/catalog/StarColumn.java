package org.galaxyvae.survey.catalog;

import java.lang.reflect.Array;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.ValueInfo;

/**
 * A column of a FITS file or VOTable in Spark's types: narrow integers as int, vectors of numbers as array of double, and
 * whatever has no such type as text.
 */
record StarColumn(String name, Class<?> content, DataType type) {
    static StarColumn of(ValueInfo column) {
        Class<?> content = column.getContentClass();
        return new StarColumn(column.getName() == null ? "" : column.getName(), content, type(content));
    }

    /** How many numbers and texts a value may hold, as far as the header says. */
    static long values(ValueInfo column) {
        long values = 1;
        if (column.isArray() && column.getShape() != null) {
            for (int length : column.getShape()) {
                values *= Math.max(1, length);
            }
        }
        return values;
    }

    private static DataType type(Class<?> content) {
        if (content == Byte.class || content == Short.class || content == Integer.class) {
            return DataTypes.IntegerType;
        }
        if (content == Long.class) {
            return DataTypes.LongType;
        }
        if (content == Float.class) {
            return DataTypes.FloatType;
        }
        if (content == Double.class) {
            return DataTypes.DoubleType;
        }
        if (content == Boolean.class) {
            return DataTypes.BooleanType;
        }
        if (content.isArray() && content.getComponentType().isPrimitive()) {
            Class<?> element = content.getComponentType();
            return DataTypes.createArrayType(
                    element == boolean.class ? DataTypes.BooleanType : DataTypes.DoubleType, false);
        }
        return content == String[].class ? DataTypes.createArrayType(DataTypes.StringType, true) : DataTypes.StringType;
    }

    /** One cell as Spark wants it. */
    @Nullable
    Object value(@Nullable Object cell) {
        if (cell == null || cell instanceof Long || cell instanceof Float || cell instanceof Double) {
            return cell;
        }
        if (cell instanceof Boolean || cell instanceof Integer || cell instanceof String[]) {
            return cell;
        }
        if (cell instanceof Byte || cell instanceof Short) {
            return ((Number) cell).intValue();
        }
        if (type.equals(DataTypes.StringType)) {
            String text = String.valueOf(cell).stripTrailing();
            return text.isEmpty() ? null : text;
        }
        int length = Array.getLength(cell);
        if (cell instanceof boolean[]) {
            Boolean[] flags = new Boolean[length];
            for (int i = 0; i < length; i++) {
                flags[i] = Array.getBoolean(cell, i);
            }
            return flags;
        }
        Double[] numbers = new Double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = ((Number) Array.get(cell, i)).doubleValue();
        }
        return numbers;
    }
}
