package org.galaxyvae.base.row;

import java.util.List;

/** The evidences of {@code evidences} and {@code scores} that no component of their records names. */
public final class EvidenceColumns {
    /** In the order of the tables. */
    public static final List<String> NAMES = List.of(
            "mse",
            "central_mse",
            "kl",
            "negative_elbo",
            "mahalanobis",
            "knn_distance",
            "knn_ratio",
            "complexity_excess",
            "perceptual_error",
            "perceptual_excess",
            "asymmetry",
            "weighted_asymmetry",
            "morphology_knn",
            "pca_mse",
            "pca_central_mse",
            "pca_complexity_excess",
            "pca_knn");

    private EvidenceColumns() {}
}
