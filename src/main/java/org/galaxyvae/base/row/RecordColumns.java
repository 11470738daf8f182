package org.galaxyvae.base.row;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Records as rows: one column a component, in its order, its name in lower_snake_case; a component marked {@link Embedded} or
 * {@link EachEvidence} is several.
 *
 * <p>A component may be int, long, float, double, boolean (or boxed, and then null), String, Instant, byte[], float[], double[], a
 * record, or a List or Map of these. A column may be null unless it is {@linkplain org.galaxyvae.pixel.Column#required() required}.
 * What a record type consists of is found out once a JVM, so that a row costs no search.
 */
public final class RecordColumns {
    private static final ClassValue<RecordLayout> LAYOUTS = new ClassValue<>() {
        @Override
        protected RecordLayout computeValue(Class<?> type) {
            return RecordLayout.of(type.asSubclass(Record.class));
        }
    };

    private RecordColumns() {}

    static RecordLayout layout(Class<?> type) {
        return LAYOUTS.get(type);
    }

    /**
     * The columns of a record type.
     *
     * @throws IllegalArgumentException where a component has a type that no column has
     */
    public static StructType schema(Class<? extends Record> type) {
        return layout(type).schema();
    }

    /** The record's values in the order of {@link #schema}. */
    public static Row row(Record values) {
        return layout(values.getClass()).row(values);
    }

    /**
     * The inverse of {@link #row}. A row that knows its columns may have others beside them, in any order.
     *
     * @throws IllegalArgumentException where a column is missing, or null and its component cannot be
     */
    public static <R extends Record> R read(Row row, Class<R> type) {
        return type.cast(layout(type).read(row));
    }

    /** The same of several, in their order. */
    public static List<Row> rows(List<? extends Record> values) {
        return values.stream().map(RecordColumns::row).toList();
    }

    /** A few rows. */
    public static <R extends Record> Dataset<Row> dataset(SparkSession spark, Class<R> type, List<R> rows) {
        return spark.createDataFrame(rows(rows), schema(type));
    }

    /** Many rows. */
    public static <R extends Record> Dataset<Row> dataset(SparkSession spark, Class<R> type, JavaRDD<R> rows) {
        return spark.createDataFrame(rows.map(RecordColumns::row), schema(type));
    }
}
