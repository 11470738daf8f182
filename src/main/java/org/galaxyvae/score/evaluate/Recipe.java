package org.galaxyvae.score.evaluate;

import static org.galaxyvae.base.vocabulary.Evidence.ASYMMETRY;
import static org.galaxyvae.base.vocabulary.Evidence.COMPLEXITY_EXCESS;
import static org.galaxyvae.base.vocabulary.Evidence.KNN_DISTANCE;
import static org.galaxyvae.base.vocabulary.Evidence.KNN_RATIO;
import static org.galaxyvae.base.vocabulary.Evidence.MORPHOLOGY_KNN;
import static org.galaxyvae.base.vocabulary.Evidence.PCA_COMPLEXITY_EXCESS;
import static org.galaxyvae.base.vocabulary.Evidence.PCA_KNN;
import static org.galaxyvae.base.vocabulary.Evidence.PERCEPTUAL_EXCESS;
import static org.galaxyvae.base.vocabulary.Evidence.WEIGHTED_ASYMMETRY;

import java.util.List;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.evidence.References;

/**
 * A sum of tails as {@code anomaly_score} is one, of other members.
 *
 * @param name as tables have it
 */
record Recipe(String name, List<Evidence> members) {
    /** What is compared beside the columns of {@code scores}. */
    static final List<Recipe> ALL = List.of(
            new Recipe("network_asymmetry_score", List.of(ASYMMETRY, COMPLEXITY_EXCESS, KNN_DISTANCE)),
            new Recipe("pca_network_score", List.of(PCA_COMPLEXITY_EXCESS, PCA_KNN)),
            new Recipe("pca_asymmetry_score", List.of(ASYMMETRY, PCA_COMPLEXITY_EXCESS, PCA_KNN)),
            new Recipe("pca_score", List.of(ASYMMETRY, PCA_COMPLEXITY_EXCESS, PCA_KNN, MORPHOLOGY_KNN)),
            new Recipe("perceptual_score", List.of(ASYMMETRY, COMPLEXITY_EXCESS, PERCEPTUAL_EXCESS, MORPHOLOGY_KNN)),
            new Recipe("ratio_score", List.of(ASYMMETRY, COMPLEXITY_EXCESS, KNN_RATIO, MORPHOLOGY_KNN)),
            new Recipe("error_score", List.of(ASYMMETRY, COMPLEXITY_EXCESS, MORPHOLOGY_KNN)),
            new Recipe("pca_error_score", List.of(ASYMMETRY, PCA_COMPLEXITY_EXCESS, MORPHOLOGY_KNN)),
            new Recipe(
                    "two_asymmetries_score",
                    List.of(ASYMMETRY, WEIGHTED_ASYMMETRY, COMPLEXITY_EXCESS, KNN_DISTANCE, MORPHOLOGY_KNN)),
            new Recipe("networkless_score", List.of(ASYMMETRY, MORPHOLOGY_KNN)));

    /** The network against principal components with the same other members, and against nothing in its place. */
    static final List<List<String>> NETWORK_AGAINST_PCA = List.of(
            List.of("network_score", "pca_network_score"),
            List.of("network_asymmetry_score", "pca_asymmetry_score"),
            List.of("anomaly_score", "pca_score"),
            List.of("perceptual_score", "pca_error_score"),
            List.of("error_score", "pca_error_score"),
            List.of("perceptual_score", "error_score"),
            List.of("anomaly_score", "networkless_score"),
            List.of("central_mse", "pca_central_mse"),
            List.of("complexity_excess", "pca_complexity_excess"),
            List.of("knn_distance", "pca_knn"));

    Recipe {
        members = List.copyOf(members);
    }

    /** Whether all members have their numbers. */
    boolean isIn(ScoreColumns scores) {
        return members.stream().allMatch(member -> scores.has(member.column()));
    }

    /** The sum of each object. */
    double[] sums(References references, ScoreColumns scores) {
        double[] sums = new double[scores.objectIds().size()];
        for (Evidence member : members) {
            double[] values = scores.column(member.column());
            for (int i = 0; i < sums.length; i++) {
                sums[i] += references.depth(member, values[i]);
            }
        }
        return sums;
    }
}
