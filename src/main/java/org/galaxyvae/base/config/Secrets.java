package org.galaxyvae.base.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must never be in a configuration or on a command line: both are shown, stored with every run and every model, and seen
 * by whoever lists processes.
 */
public final class Secrets {
    private static final Pattern NAME = Pattern.compile(
            ".*(passw(or)?d|passphrase|pwd|secret|token|(access|account|api|private)[._-]?key).*",
            Pattern.CASE_INSENSITIVE);

    /** {@code scheme://user:password@host}, also in Oracle's form {@code jdbc:oracle:thin:user/password@host}. */
    private static final Pattern USER_INFO = Pattern.compile(
            "[a-z][a-z0-9+.-]*://[^/\\s@]*:[^/\\s@]+@|jdbc:oracle:[^@\\s]*/[^@\\s]*@", Pattern.CASE_INSENSITIVE);

    /** {@code ?user=...&password=...}, and what a shell command sends in a header. */
    private static final Pattern PARAMETER = Pattern.compile(
            "[?&;](passw(or)?d|pwd|secret|token|(access|api)[._-]?key)=|\\bauthorization:\\s*\\S|\\bbearer\\s+[^\\s'\"]{8,}",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /**
     * Refuses a command line with a password in it, without repeating it.
     *
     * @throws RequestException naming the place by its number
     */
    public static void requireNone(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            // the text of a query may speak of passwords; no address in it may hold one
            if (USER_INFO.matcher(argument).find()
                    || (argument.contains("://") && PARAMETER.matcher(argument).find())) {
                throw new RequestException(refusal("argument " + (i + 1)));
            }
        }
    }

    /** Whether a key says that its value is secret, or the value looks so itself. */
    static boolean isSecret(String key, String value) {
        return NAME.matcher(key).matches() || holds(value);
    }

    /** One line for each secret of a configuration; none repeats it. */
    static List<String> problems(JsonNode tree) {
        List<String> problems = new ArrayList<>();
        collect(tree, "", problems);
        return problems;
    }

    private static void collect(JsonNode node, String path, List<String> problems) {
        node.fields().forEachRemaining(field -> {
            String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (isSecret(key, field.getValue().isTextual() ? field.getValue().asText() : "")) {
                problems.add(refusal(key));
            } else {
                collect(field.getValue(), key, problems);
            }
        });
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (holds(each.asText())) {
                    problems.add(refusal(path));
                }
                collect(each, path, problems);
            }
        }
    }

    private static boolean holds(String value) {
        return USER_INFO.matcher(value).find() || PARAMETER.matcher(value).find();
    }

    static String refusal(String where) {
        return "Cannot take a password or key from " + where + ": it would be stored with every run, expected it in the"
                + " environment (GALAXY_VAE_CATALOG_USER and GALAXY_VAE_CATALOG_PASSWORD, AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY) or in a Hadoop credential provider; see Credentials in docs/operations.md";
    }
}
