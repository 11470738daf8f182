package org.galaxyvae.base.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How one record type stands in a row.
 *
 * @param constructor takes one {@code Object[]}, a value a component
 * @param accessors each takes the record as an Object
 */
record RecordLayout(
        Class<? extends Record> type,
        MethodHandle constructor,
        List<MethodHandle> accessors,
        List<ComponentCells> cells,
        StructType schema) {
    private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

    static RecordLayout of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        List<MethodHandle> accessors = new ArrayList<>();
        List<ComponentCells> cells = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true); // records may be private to their owners
                accessors.add(lookup.unreflect(accessor).asType(ANY));
                cells.add(ComponentCells.of(component));
            }
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            StructField[] fields =
                    cells.stream().flatMap(one -> one.fields().stream()).toArray(StructField[]::new);
            return new RecordLayout(
                    type,
                    lookup.unreflectConstructor(constructor).asSpreader(Object[].class, components.length),
                    List.copyOf(accessors),
                    List.copyOf(cells),
                    new StructType(fields));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot open " + type, e);
        }
    }

    Row row(Record values) {
        @Nullable Object[] row = new @Nullable Object[schema.size()];
        fill(values, row, 0);
        return RowFactory.create(row);
    }

    /** Puts the record's cells there; null for a record that is not there. */
    void fill(@Nullable Object values, @Nullable Object[] row, int at) {
        for (int i = 0; values != null && i < cells.size(); i++) {
            cells.get(i).put(value(accessors.get(i), values), row, at);
            at += cells.get(i).fields().size();
        }
    }

    private @Nullable Object value(MethodHandle accessor, Object values) {
        try {
            return accessor.invokeExact(values);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of " + type, e);
        }
    }

    Object read(Row row) {
        return read(row, positions(row), 0);
    }

    /** The record whose cells stand at these positions of the row, from the given one on. */
    Object read(Row row, int[] positions, int at) {
        @Nullable Object[] values = new @Nullable Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(i).take(row, positions, at);
            if (values[i] == null && type.getRecordComponents()[i].getType().isPrimitive()) {
                throw new IllegalArgumentException("Cannot read " + type.getSimpleName() + ": null in column "
                        + cells.get(i).fields().get(0).name() + ", which has none, of " + row);
            }
            at += cells.get(i).fields().size();
        }
        try {
            return constructor.invoke(values);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot make a " + type, e);
        }
    }

    private int[] positions(Row row) {
        StructType there = row.schema();
        if (there == null) {
            return java.util.stream.IntStream.range(0, schema.size()).toArray();
        }
        return Stream.of(schema.fieldNames())
                .mapToInt(name -> {
                    scala.Option<Object> index = there.getFieldIndex(name);
                    if (index.isEmpty()) {
                        throw new IllegalArgumentException("Cannot read " + type.getSimpleName() + ": column " + name
                                + " is missing in " + Arrays.toString(there.fieldNames()));
                    }
                    return (int) index.get();
                })
                .toArray();
    }
}
