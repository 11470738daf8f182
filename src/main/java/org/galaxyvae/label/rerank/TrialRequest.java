package org.galaxyvae.label.rerank;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Whose labels are played and what is looked for.
 *
 * @param modelId the model, or null for production
 * @param labelColumn of {@code catalog}
 * @param positive its values that are wanted
 * @param pool {@code test}: objects that nothing was fitted on; {@code untrained}; {@code all} scored ones
 * @param seeds how often each is played, 1 to 100
 */
public record TrialRequest(
        @Nullable String modelId, String labelColumn, List<String> positive, String pool, int seeds) {
    private static final List<String> POOLS = List.of("test", "untrained", "all");
    private static final int MOST_SEEDS = 100;

    public TrialRequest {
        positive = List.copyOf(positive);
        List<String> problems = new ArrayList<>();
        if (labelColumn.isBlank() || positive.isEmpty()) {
            problems.add("Cannot simulate labels: expected --label-column and --positive");
        }
        if (!POOLS.contains(pool)) {
            problems.add("Invalid --pool " + pool + ", expected one of " + String.join(", ", POOLS));
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            problems.add("Invalid --seeds " + seeds + ", expected 1 to " + MOST_SEEDS);
        }
        if (!problems.isEmpty()) {
            throw new RequestException(problems);
        }
    }
}
