package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.galaxyvae.base.vocabulary.Evidence;

/** What the members of the score may be. */
final class ScoreRules {
    private ScoreRules() {}

    /** One line a problem. */
    static List<String> problems(Settings.Score score) {
        List<String> problems = new ArrayList<>();
        if (score.members().isEmpty()) {
            problems.add("Invalid score.members: none, expected some of " + String.join(", ", Evidence.columns()));
        }
        for (String member : new HashSet<>(score.members())) {
            if (!Evidence.columns().contains(member)) {
                problems.add("Invalid score.members: " + member + ", expected some of "
                        + String.join(", ", Evidence.columns()));
            }
        }
        if (new HashSet<>(score.members()).size() < score.members().size()) {
            problems.add("Invalid score.members: " + String.join(", ", score.members()) + ", expected each once");
        }
        return problems;
    }
}
