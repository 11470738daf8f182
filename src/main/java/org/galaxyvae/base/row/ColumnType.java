package org.galaxyvae.base.row;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/**
 * A Java type as Spark's.
 *
 * @param toCell from what a record holds to what a row does; never of null
 * @param fromCell its inverse
 */
record ColumnType(DataType type, UnaryOperator<Object> toCell, UnaryOperator<Object> fromCell) {
    private static final Map<Class<?>, DataType> PLAIN = Map.ofEntries(
            Map.entry(int.class, DataTypes.IntegerType),
            Map.entry(Integer.class, DataTypes.IntegerType),
            Map.entry(long.class, DataTypes.LongType),
            Map.entry(Long.class, DataTypes.LongType),
            Map.entry(float.class, DataTypes.FloatType),
            Map.entry(Float.class, DataTypes.FloatType),
            Map.entry(double.class, DataTypes.DoubleType),
            Map.entry(Double.class, DataTypes.DoubleType),
            Map.entry(boolean.class, DataTypes.BooleanType),
            Map.entry(Boolean.class, DataTypes.BooleanType),
            Map.entry(String.class, DataTypes.StringType),
            Map.entry(byte[].class, DataTypes.BinaryType));

    /**
     * Finds it.
     *
     * @throws IllegalArgumentException for a type that no column has
     */
    static ColumnType of(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(of(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return map(of(generic.getActualTypeArguments()[0]), of(generic.getActualTypeArguments()[1]));
        }
        throw unknown(type);
    }

    private static ColumnType of(Class<?> type) {
        DataType plain = PLAIN.get(type);
        if (plain != null) {
            return new ColumnType(plain, value -> value, cell -> cell);
        }
        if (type == Instant.class) {
            return new ColumnType(
                    DataTypes.TimestampType,
                    value -> Timestamp.from((Instant) value),
                    cell -> cell instanceof Timestamp time ? time.toInstant() : cell);
        }
        if (type.isArray() && type.getComponentType().isPrimitive()) {
            Class<?> element = type.getComponentType();
            return new ColumnType(
                    DataTypes.createArrayType(of(element).type()),
                    value -> value,
                    cell -> array(elements(cell), element));
        }
        if (type.isRecord()) {
            RecordLayout layout = RecordColumns.layout(type);
            return new ColumnType(
                    layout.schema(), value -> layout.row((Record) value), cell -> layout.read((Row) cell));
        }
        throw unknown(type);
    }

    private static ColumnType list(ColumnType element) {
        return new ColumnType(
                DataTypes.createArrayType(element.type()),
                value -> ((List<?>) value).stream().map(element.toCell()).toArray(),
                cell -> elements(cell).stream().map(element.fromCell()).toList());
    }

    /** Spark takes Scala's map where its rows are many, and either where they are few. */
    private static ColumnType map(ColumnType key, ColumnType value) {
        return new ColumnType(
                DataTypes.createMapType(key.type(), value.type()),
                map -> JavaConverters.mapAsScalaMap(mapped((Map<?, ?>) map, key.toCell(), value.toCell())),
                cell -> mapped(
                        JavaConverters.mapAsJavaMap((scala.collection.Map<?, ?>) cell),
                        key.fromCell(),
                        value.fromCell()));
    }

    private static Map<Object, Object> mapped(Map<?, ?> map, UnaryOperator<Object> key, UnaryOperator<Object> value) {
        Map<Object, Object> mapped = new LinkedHashMap<>();
        map.forEach((name, own) -> mapped.put(key.apply(name), value.apply(own)));
        return mapped;
    }

    private static List<?> elements(Object cell) {
        if (cell instanceof scala.collection.Seq<?> many) {
            return JavaConverters.seqAsJavaList(many);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(cell); i++) {
            elements.add(Array.get(cell, i));
        }
        return elements;
    }

    private static Object array(List<?> elements, Class<?> element) {
        Object array = Array.newInstance(element, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("No column for " + type);
    }
}
