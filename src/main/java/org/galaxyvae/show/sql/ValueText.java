package org.galaxyvae.show.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Values of a Spark row as text or JSON. Pixels are named by their size: nobody reads 12,288 bytes on a terminal. */
final class ValueText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ValueText() {}

    /** Every value as text; null stays null. */
    static List<@Nullable String> texts(Row row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(text(row.get(i)));
        }
        return texts;
    }

    /** The row as one JSON object; what JSON has no number for (NaN, infinite) is null. */
    static String json(List<String> columns, Row row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        IntStream.range(0, row.size()).forEach(i -> object.put(columns.get(i), plain(row.get(i))));
        return write(object);
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return value.toString();
        }
        Object plain = plain(value);
        return plain instanceof Map || plain instanceof List ? write(plain) : plain == null ? null : plain.toString();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? number : null;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return String.format(Locale.ROOT, "<%,d bytes>", bytes.length);
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString(); // its own text is in the machine's time zone
        }
        if (value instanceof scala.collection.Seq<?> values) {
            return JavaConverters.seqAsJavaList(values).stream()
                    .map(ValueText::element)
                    .toList();
        }
        if (value instanceof scala.collection.Map<?, ?> values) {
            Map<String, Object> entries = new LinkedHashMap<>();
            JavaConverters.mapAsJavaMap(values)
                    .forEach((key, entry) -> entries.put(String.valueOf(key), element(entry)));
            return entries;
        }
        if (value instanceof Row row) {
            Map<String, Object> fields = new LinkedHashMap<>();
            IntStream.range(0, row.size()).forEach(i -> fields.put(row.schema().fieldNames()[i], element(row.get(i))));
            return fields;
        }
        return value.toString();
    }

    /** A value inside another one; JSON's own null, since Java's lists refuse theirs. */
    private static Object element(@Nullable Object value) {
        Object plain = plain(value);
        return plain == null ? JSON.nullNode() : plain;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a row as JSON", e);
        }
    }
}
