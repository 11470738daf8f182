package org.galaxyvae.model.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.SettingsReader;

/** Reads what {@code models} keeps as JSON. */
final class StoredJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNSET = "(unset)";

    private StoredJson() {}

    /** The numbers whose names begin so; none where the text is no JSON object. */
    static Map<String, Double> numbers(String json, String prefix) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : parse(json).properties()) {
            if (field.getKey().startsWith(prefix) && field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().doubleValue());
            }
        }
        return numbers;
    }

    /** The whole, a tree. */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /**
     * Keys in which two configurations differ, dotted; keys that only a later version knows count with their defaults.
     *
     * @return by key the value of the one, then of the other
     */
    static Map<String, Map.Entry<String, String>> differences(String one, String other) {
        Map<String, String> mine = flat(one);
        Map<String, String> theirs = flat(other);
        TreeSet<String> keys = new TreeSet<>(mine.keySet());
        keys.addAll(theirs.keySet());
        Map<String, Map.Entry<String, String>> differences = new TreeMap<>();
        for (String key : keys) {
            String a = mine.getOrDefault(key, UNSET);
            String b = theirs.getOrDefault(key, UNSET);
            if (!Objects.equals(a, b)) {
                differences.put(key, Map.entry(a, b));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(String configuration) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", parse(whole(configuration)), flat);
        return flat;
    }

    private static String whole(String configuration) {
        try {
            return SettingsReader.toJson(SettingsReader.fromJson(configuration));
        } catch (RequestException e) { // of a later version: as it is
            return configuration;
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                flatten(prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue(), flat);
            }
        } else {
            flat.put(prefix, node.isTextual() ? node.textValue() : node.toString());
        }
    }
}
