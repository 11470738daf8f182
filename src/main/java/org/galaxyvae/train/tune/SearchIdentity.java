package org.galaxyvae.train.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.train.learn.TrainingSet;

/**
 * All that a trial's numbers depend on: a search can be resumed only where it is unchanged. How many trials run at a time is
 * left out, since it changes no trial.
 *
 * @param values by dotted key
 */
record SearchIdentity(Map<String, JsonNode> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS = List.of("seed", "vae", "train", "score.central_sigma", "tune");
    private static final List<String> UNUSED = List.of(
            "train.workers",
            "train.images",
            "train.validations",
            "train.validation_images",
            "train.patience",
            "train.checkpoint_images");

    SearchIdentity {
        values = Map.copyOf(values);
    }

    static SearchIdentity of(Settings settings, TrainingSet data, List<String> heldOut) {
        Map<String, JsonNode> values = new TreeMap<>();
        flatten("", parsed(SettingsReader.toJson(settings)), values);
        values.keySet()
                .removeIf(key -> UNUSED.contains(key)
                        || PARTS.stream().noneMatch(part -> key.equals(part) || key.startsWith(part + ".")));
        values.put(
                "preparation_id", new TextNode(SavedModel.preparation(settings).id()));
        values.put(
                "training images",
                new TextNode(Hashes.sha256(String.join("\n", data.objectIds()) + data.contentHashes(), 16)));
        values.put("held-out images", new TextNode(Hashes.sha256(String.join("\n", heldOut), 16)));
        values.put("injections", new TextNode("version " + PlantedSet.VERSION));
        return new SearchIdentity(values);
    }

    /** What differs from the other, such as {@code train.kl_weight was 1.0, now 2.0}. */
    List<String> changesSince(SearchIdentity before) {
        TreeSet<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(before.values.keySet());
        return keys.stream()
                .filter(key -> !text(values.get(key)).equals(text(before.values.get(key))))
                .map(key -> key + " was " + text(before.values.get(key)) + ", now " + text(values.get(key)))
                .toList();
    }

    String toJson() {
        ObjectNode node = JSON.createObjectNode();
        new TreeMap<>(values).forEach(node::set);
        return node.toPrettyString() + "\n";
    }

    static SearchIdentity fromJson(String json) {
        Map<String, JsonNode> values = new TreeMap<>();
        parsed(json).fields().forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
        return new SearchIdentity(values);
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null ? "absent" : node.toString();
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject() && !path.equals("tune.space")) {
            node.fields()
                    .forEachRemaining(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else {
            values.put(path, node);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid search: " + json, e);
        }
    }
}
