package org.galaxyvae.base.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: packaged defaults, then the user's file, then single keys; reports all problems at once. */
public final class SettingsReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            // without it a text such as "1e-4" would come back as a number
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private SettingsReader() {}

    /** The packaged defaults. */
    public static Settings defaults() {
        return read(null, "", List.of());
    }

    /**
     * The resolved settings.
     *
     * @param yaml the user's file, or null for none
     * @param source its name, for messages
     * @param overrides {@code key=value} pairs, the key with dots
     * @throws RequestException with every problem on a line of its own
     */
    public static Settings read(@Nullable String yaml, String source, List<String> overrides) {
        List<String> problems = new ArrayList<>();
        OldSpellings spellings = new OldSpellings(problems);
        ObjectNode tree = (ObjectNode) parse(packagedDefaults(), "default.yaml");
        if (yaml != null) {
            JsonNode user = parse(yaml, source);
            List<String> secrets = Secrets.problems(user);
            problems.addAll(secrets);
            if (secrets.isEmpty()) { // else the other problems' lines would show their values
                spellings.renew(user, source);
                merge(tree, user, source, problems);
            }
        }
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                problems.add("Invalid --set " + override + ", expected key=value such as train.images=30000");
            } else if (Secrets.isSecret(override.substring(0, equals), override.substring(equals + 1))) {
                problems.add(Secrets.refusal(override.substring(0, equals)));
            } else {
                String key = spellings.renewed(override.substring(0, equals));
                set(tree, key, spellings.renewed(key, scalar(override.substring(equals + 1), override)));
            }
        }
        return bound(tree, problems);
    }

    /**
     * The settings with some keys changed.
     *
     * @param values by dotted key
     * @throws RequestException where they do not go together
     */
    public static Settings with(Settings settings, Map<String, Object> values) {
        ObjectNode tree = (ObjectNode) parse(toJson(settings), "stored configuration");
        values.forEach((key, value) -> set(tree, key, JSON.valueToTree(value)));
        return bound(tree, new ArrayList<>());
    }

    /** Whether the dotted key takes whole numbers only. */
    public static boolean isWhole(String key) {
        var component = new RecordBinder().component(Settings.class, key);
        return component != null
                && List.of("int", "long").contains(component.getType().getSimpleName());
    }

    /** What differs from the packaged defaults, as a YAML file for {@code --config}; empty where nothing does. */
    public static String differencesAsYaml(Settings settings) {
        ObjectNode tree = (ObjectNode) parse(toJson(settings), "stored configuration");
        ObjectNode defaults = (ObjectNode) parse(toJson(defaults()), "default.yaml");
        keepDifferences(tree, defaults);
        try {
            return tree.isEmpty() ? "" : YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write settings as YAML", e);
        }
    }

    private static void keepDifferences(ObjectNode tree, ObjectNode defaults) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = tree.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode usual = defaults.get(field.getKey());
            if (field.getValue() instanceof ObjectNode object
                    && usual instanceof ObjectNode usualObject
                    && !field.getKey().equals("space")) {
                keepDifferences(object, usualObject);
                if (object.isEmpty()) {
                    fields.remove();
                }
            } else if (field.getValue().equals(usual)) {
                fields.remove();
            }
        }
    }

    private static Settings bound(ObjectNode tree, List<String> problems) {
        RecordBinder binder = new RecordBinder();
        Settings settings = binder.bind(tree, Settings.class, "");
        problems.addAll(binder.problems());
        if (settings != null) {
            problems.addAll(settings.problemsBetweenKeys());
        }
        if (!problems.isEmpty() || settings == null) {
            throw new RequestException(problems);
        }
        return settings;
    }

    /** The settings as one JSON object, keys as in the YAML file. */
    public static String toJson(Settings settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write settings as JSON", e);
        }
    }

    /** The inverse of {@link #toJson}; keys that a later version added take their defaults. */
    public static Settings fromJson(String json) {
        List<String> problems = new ArrayList<>();
        ObjectNode tree = (ObjectNode) parse(packagedDefaults(), "default.yaml");
        JsonNode stored = parse(json, "stored configuration");
        new OldSpellings(problems).renew(stored, "stored configuration");
        merge(tree, stored, "stored configuration", problems);
        return bound(tree, problems);
    }

    private static void merge(ObjectNode tree, JsonNode user, String source, List<String> problems) {
        if (user instanceof ObjectNode keys) {
            merge(tree, keys);
        } else if (!user.isMissingNode() && !user.isNull()) {
            problems.add("Invalid configuration " + source + ": expected keys and values");
        }
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        over.fields().forEachRemaining(field -> {
            JsonNode old = base.get(field.getKey());
            // a space is one thing: a key of another space has no business in it
            boolean whole = base.has("space") && field.getKey().equals("space");
            if (!whole && old instanceof ObjectNode oldObject && field.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject);
            } else {
                base.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void set(ObjectNode tree, String key, JsonNode value) {
        String[] parts = key.split("\\.", -1);
        ObjectNode node = tree;
        for (int i = 0; i < parts.length - 1; i++) {
            JsonNode child = node.get(parts[i]);
            node = child instanceof ObjectNode object ? object : node.putObject(parts[i]);
        }
        node.set(parts[parts.length - 1], value);
    }

    private static JsonNode scalar(String text, String override) {
        return text.isEmpty() ? YAML.getNodeFactory().textNode("") : parse(text, "--set " + override);
    }

    private static JsonNode parse(String yaml, String source) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new RequestException("Invalid configuration " + source + place + ": it is not YAML ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + ")");
        }
    }

    private static String packagedDefaults() {
        try (InputStream stream =
                Objects.requireNonNull(SettingsReader.class.getResourceAsStream("default.yaml"), "default.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
