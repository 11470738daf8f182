package org.galaxyvae.base.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that earlier versions spelled {@code artefacts}: configurations that people keep, and those stored with runs and
 * models, are read as if they said {@code artifacts}. One place says one spelling; both at once are a problem, since nobody
 * could tell which holds.
 */
final class OldSpellings {
    private static final String OLD = "artefacts";
    private static final String NEW = "artifacts";
    private static final String FOLLOW_UPS = "nightly.follow_ups";

    private final List<String> problems;
    private final Map<String, String> given = new HashMap<>();

    OldSpellings(List<String> problems) {
        this.problems = problems;
    }

    /** Respells a whole configuration, in place. */
    void renew(JsonNode configuration, String source) {
        if (!(configuration instanceof ObjectNode keys)) {
            return;
        }
        JsonNode old = keys.remove(OLD);
        if (old != null && keys.has(NEW)) {
            problems.add("Invalid configuration " + source + ": " + both(OLD, NEW));
        } else if (old != null) {
            keys.set(NEW, old);
        }
        renewFollowUps(keys.path("nightly").path("follow_ups"));
    }

    /** The key of a single {@code --set key=value}, as it is spelled now. */
    String renewed(String key) {
        String now = key.equals(OLD) || key.startsWith(OLD + ".") ? NEW + key.substring(OLD.length()) : key;
        String before = given.put(now, key);
        if (before != null && !before.equals(key)) {
            problems.add("Invalid --set " + key + ": " + both(before, key));
        }
        return now;
    }

    /** The value of a single {@code key=value}, respelled in place. */
    JsonNode renewed(String key, JsonNode value) {
        if (key.equals(FOLLOW_UPS)) {
            renewFollowUps(value);
        }
        return value;
    }

    private void renewFollowUps(JsonNode followUps) {
        if (!(followUps instanceof ArrayNode names)) {
            return;
        }
        boolean renewed = false;
        boolean current = false;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText();
            current |= name.equals(NEW);
            if (name.equals(OLD)) {
                names.set(i, NEW);
                renewed = true;
            }
        }
        if (renewed && current) {
            problems.add("Invalid " + FOLLOW_UPS + ": " + both(OLD, NEW));
        }
    }

    private static String both(String one, String other) {
        return one + " and " + other + " are one thing in two spellings, expected only one of them";
    }
}
