package org.galaxyvae.base.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds a YAML tree to nested records and collects every problem on the way instead of stopping at the first. */
final class RecordBinder {
    private final List<String> problems = new ArrayList<>();

    List<String> problems() {
        return problems;
    }

    /** The record, or null where a problem was found at or below it. */
    <T extends Record> @Nullable T bind(JsonNode node, Class<T> type, String path) {
        int before = problems.size();
        if (!node.isObject()) {
            problems.add("Invalid " + name(path) + ": " + node + ", expected keys and values");
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys = Arrays.stream(components).map(RecordBinder::key).toList();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String found = names.next();
            if (!keys.contains(found)) {
                problems.add("Unknown key: " + join(path, found) + ", expected one of " + String.join(", ", keys));
            }
        }
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            JsonNode value = node.get(keys.get(i));
            String child = join(path, keys.get(i));
            if (value == null || value.isNull()) {
                problems.add("Invalid " + child + ": no value, expected " + expected(components[i]));
            } else {
                values[i] = value(value, components[i], child);
            }
        }
        if (problems.size() > before) {
            return null;
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot construct " + type, e);
        }
    }

    /** What the dotted key stands for, or null where there is no such key. */
    @Nullable
    RecordComponent component(Class<? extends Record> root, String dotted) {
        Class<?> type = root;
        RecordComponent found = null;
        for (String part : dotted.split("\\.", -1)) {
            found = !type.isRecord()
                    ? null
                    : Arrays.stream(type.getRecordComponents())
                            .filter(component -> key(component).equals(part))
                            .findFirst()
                            .orElse(null);
            if (found == null) {
                return null;
            }
            type = found.getType();
        }
        return found == null || found.getType().isRecord() ? null : found;
    }

    /** One key's value, or null where a problem was found. */
    @Nullable
    Object value(JsonNode node, RecordComponent component, String path) {
        Class<?> type = component.getType();
        if (type.isRecord()) {
            return bind(node, type.asSubclass(Record.class), path);
        }
        if (type == Map.class) {
            return new SpaceBinder(this, problems).bind(node, path);
        }
        boolean fits = switch (type.getSimpleName()) {
            case "int" -> node.isIntegralNumber() && node.canConvertToInt() && inRange(node, component);
            case "long" -> node.isIntegralNumber() && node.canConvertToLong() && inRange(node, component);
            case "double" -> node.isNumber() && inRange(node, component);
            case "boolean" -> node.isBoolean();
            case "String" -> node.isValueNode();
            case "List" -> node.isArray() && allInRange(node, component);
            default -> throw new IllegalStateException("No binding for " + type);
        };
        if (!fits) {
            problems.add("Invalid " + path + ": " + node + ", expected " + expected(component));
            return null;
        }
        return switch (type.getSimpleName()) {
            case "int" -> node.intValue();
            case "long" -> node.longValue();
            case "double" -> node.doubleValue();
            case "boolean" -> node.booleanValue();
            case "String" -> node.asText();
            default -> list(node, element(component));
        };
    }

    private static List<Object> list(JsonNode array, Type element) {
        List<Object> list = new ArrayList<>();
        for (JsonNode each : array) {
            if (element == String.class) {
                list.add(each.asText());
            } else if (element == Double.class) {
                list.add(each.doubleValue());
            } else {
                list.add(each.intValue());
            }
        }
        return list;
    }

    private static boolean allInRange(JsonNode array, RecordComponent component) {
        Type element = element(component);
        for (JsonNode each : array) {
            boolean fits = element == String.class
                    ? each.isValueNode() && !each.isNull()
                    : (element == Double.class ? each.isNumber() : each.isIntegralNumber()) && inRange(each, component);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** What a list is a list of: texts, numbers or whole numbers. */
    private static Type element(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType list) {
            return list.getActualTypeArguments()[0];
        }
        throw new IllegalStateException("No binding for " + component);
    }

    private static String listed(RecordComponent component) {
        Type element = element(component);
        return element == String.class ? "texts" : element == Double.class ? "numbers" : "whole numbers";
    }

    private static boolean inRange(JsonNode node, RecordComponent component) {
        Range range = component.getAnnotation(Range.class);
        return range == null || (node.doubleValue() >= range.min() && node.doubleValue() <= range.max());
    }

    private static String expected(RecordComponent component) {
        Range range = component.getAnnotation(Range.class);
        String kind = switch (component.getType().getSimpleName()) {
            case "int", "long" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            case "String" -> "a text";
            case "List" -> "a list of " + listed(component);
            case "Map" -> "keys to search";
            default -> "keys and values";
        };
        return range == null ? kind : kind + " from " + plain(range.min()) + " to " + plain(range.max());
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    private static String key(RecordComponent component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String name(String path) {
        return path.isEmpty() ? "configuration" : path;
    }
}
