package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What the members of the score may be. */
public final class ScoreRules {
    /** Every evidence's column; the names in {@code docs/science.md}. */
    public static final List<String> EVIDENCES = List.of(
            "asymmetry",
            "complexity_excess",
            "knn_distance",
            "morphology_knn",
            "perceptual_excess",
            "perceptual_error",
            "knn_ratio",
            "central_mse",
            "mse",
            "reconstruction_nll",
            "negative_elbo",
            "kl",
            "mahalanobis",
            "weighted_asymmetry",
            "pca_mse",
            "pca_central_mse",
            "pca_complexity_excess",
            "pca_knn");

    private ScoreRules() {}

    /** One line a problem. */
    static List<String> problems(Settings.Score score) {
        List<String> problems = new ArrayList<>();
        if (score.members().isEmpty()) {
            problems.add("Invalid score.members: none, expected some of " + String.join(", ", EVIDENCES));
        }
        for (String member : new HashSet<>(score.members())) {
            if (!EVIDENCES.contains(member)) {
                problems.add("Invalid score.members: " + member + ", expected some of " + String.join(", ", EVIDENCES));
            }
        }
        if (new HashSet<>(score.members()).size() < score.members().size()) {
            problems.add("Invalid score.members: " + String.join(", ", score.members()) + ", expected each once");
        }
        return problems;
    }
}
