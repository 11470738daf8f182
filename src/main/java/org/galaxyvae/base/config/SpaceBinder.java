package org.galaxyvae.base.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds {@code tune.space}: each value it names is held to the rules of the key it would be given to. */
final class SpaceBinder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEYS = List.of("from", "to", "scale", "points", "values");
    private static final int POINTS_MOST = 1000;

    private final RecordBinder rules;
    private final List<String> problems;

    /**
     * Reports to a list.
     *
     * @param rules knows every key's type and range
     */
    SpaceBinder(RecordBinder rules, List<String> problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /** The space, or null where a problem was found in it. */
    @Nullable
    Map<String, Dimension> bind(JsonNode node, String path) {
        int before = problems.size();
        if (!node.isObject()) {
            problems.add("Invalid " + path + ": " + node
                    + ", expected keys such as vae.latent with {values: [...]} or {from: ..., to: ...}");
            return null;
        }
        Map<String, Dimension> space = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> {
            Dimension dimension = dimension(field.getKey(), field.getValue(), path + " " + field.getKey());
            if (dimension != null) {
                space.put(field.getKey(), dimension);
            }
        });
        return problems.size() > before ? null : space;
    }

    private @Nullable Dimension dimension(String key, JsonNode node, String path) {
        String refusal = SearchRules.refusal(key);
        if (!refusal.isEmpty()) {
            problems.add("Invalid " + path + ": it cannot be searched, " + refusal);
            return null;
        }
        RecordComponent component = rules.component(Settings.class, key);
        if (component == null) {
            problems.add("Unknown key: " + path + ", expected a key of train or vae");
            return null;
        }
        if (!node.isObject()) {
            problems.add(
                    "Invalid " + path + ": " + node + ", expected {values: [...]} or {from: ..., to: ..., scale: log}");
            return null;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                problems.add("Unknown key: " + path + " " + name + ", expected one of " + String.join(", ", KEYS));
            }
        });
        return node.has("values") ? list(node, component, path) : interval(node, component, path);
    }

    private @Nullable Dimension list(JsonNode node, RecordComponent component, String path) {
        JsonNode list = node.get("values");
        if (node.has("from") || node.has("to") || node.has("scale") || node.has("points")) {
            problems.add("Invalid " + path + ": values together with an interval, expected one of them");
            return null;
        }
        if (!list.isArray() || list.isEmpty()) {
            problems.add("Invalid " + path + " values: " + list + ", expected a list of at least one value");
            return null;
        }
        List<Object> values = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (JsonNode element : list) {
            Object bound = rules.value(element, component, path);
            if (bound == null) {
                continue;
            }
            if (!seen.add(bound)) {
                problems.add("Invalid " + path + " values: " + element + " twice, expected different values");
            }
            values.add(Objects.requireNonNull(JSON.convertValue(element, Object.class)));
        }
        return new Dimension(null, null, null, null, values);
    }

    private @Nullable Dimension interval(JsonNode node, RecordComponent component, String path) {
        int before = problems.size();
        if (!List.of("int", "long", "double").contains(component.getType().getSimpleName())) {
            problems.add("Invalid " + path + ": " + node + ", expected {values: [...]}, since it is no number");
            return null;
        }
        double from = end(node, "from", component, path);
        double to = end(node, "to", component, path);
        String scale = node.path("scale").asText(Dimension.LINEAR);
        if (!List.of(Dimension.LINEAR, Dimension.LOG).contains(scale)) {
            problems.add("Invalid " + path + " scale: " + scale + ", expected linear or log");
        }
        JsonNode points = node.path("points");
        if (!points.isMissingNode()
                && (!points.isIntegralNumber() || points.asLong() < 2 || points.asLong() > POINTS_MOST)) {
            problems.add(
                    "Invalid " + path + " points: " + points + ", expected a whole number from 2 to " + POINTS_MOST);
        }
        if (problems.size() == before && !(from < to)) {
            problems.add("Invalid " + path + ": from " + from + " to " + to + ", expected a rise");
        }
        if (problems.size() == before && scale.equals(Dimension.LOG) && from <= 0) {
            problems.add("Invalid " + path + " from: " + from + ", expected a number above 0 for the scale log");
        }
        return problems.size() > before
                ? null
                : new Dimension(from, to, scale, points.isMissingNode() ? null : points.intValue(), null);
    }

    private double end(JsonNode node, String name, RecordComponent component, String path) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            problems.add("Invalid " + path + ": no " + name + ", expected {values: [...]} or {from: ..., to: ...}");
            return Double.NaN;
        }
        // our own JSON writes the ends of a whole-number key as 16.0
        JsonNode written = value.isDouble() && value.doubleValue() == Math.rint(value.doubleValue())
                ? LongNode.valueOf((long) value.doubleValue())
                : value;
        Object bound = rules.value(
                component.getType() == double.class && value.isNumber()
                        ? DoubleNode.valueOf(value.doubleValue())
                        : written,
                component,
                path + " " + name);
        return bound == null ? Double.NaN : ((Number) bound).doubleValue();
    }
}
