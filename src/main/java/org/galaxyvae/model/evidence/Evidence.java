package org.galaxyvae.model.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The evidences, in the order in which they are reported and in which a tie for the strongest is decided. */
public enum Evidence {
    ASYMMETRY(Evidences::asymmetry, Source.PIXELS),
    COMPLEXITY_EXCESS(Evidences::complexityExcess, Source.NETWORK),
    KNN_DISTANCE(Evidences::knnDistance, Source.NETWORK),
    MORPHOLOGY_KNN(Evidences::morphologyKnn, Source.PIXELS),
    PERCEPTUAL_EXCESS(Evidences::perceptualExcess, Source.NETWORK),
    PERCEPTUAL_ERROR(Evidences::perceptualError, Source.NETWORK),
    KNN_RATIO(Evidences::knnRatio, Source.NETWORK),
    CENTRAL_MSE(Evidences::centralMse, Source.NETWORK),
    MSE(Evidences::mse, Source.NETWORK),
    RECONSTRUCTION_NLL(Evidences::reconstructionNll, Source.NETWORK),
    NEGATIVE_ELBO(Evidences::negativeElbo, Source.NETWORK),
    KL(Evidences::kl, Source.NETWORK),
    MAHALANOBIS(Evidences::mahalanobis, Source.NETWORK),
    WEIGHTED_ASYMMETRY(Evidences::weightedAsymmetry, Source.PIXELS),
    PCA_MSE(Evidences::pcaMse, Source.COMPONENTS),
    PCA_CENTRAL_MSE(Evidences::pcaCentralMse, Source.COMPONENTS),
    PCA_COMPLEXITY_EXCESS(Evidences::pcaComplexityExcess, Source.COMPONENTS),
    PCA_KNN(Evidences::pcaKnn, Source.COMPONENTS);

    private enum Source {
        NETWORK,
        COMPONENTS,
        PIXELS
    }

    // a method reference: it has no state
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToDoubleFunction<Evidences> value;

    private final Source source;

    Evidence(ToDoubleFunction<Evidences> value, Source source) {
        this.value = value;
        this.source = source;
    }

    /** Its column in the tables, such as {@code knn_distance}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its value for one object. */
    public double of(Evidences evidences) {
        return value.applyAsDouble(evidences);
    }

    /** Whether it says something only where a network was trained. */
    public boolean usesNetwork() {
        return source == Source.NETWORK;
    }

    /**
     * The evidence of that column.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Evidence named(String column) {
        return Arrays.stream(values())
                .filter(evidence -> evidence.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown evidence: " + column + ", expected one of "
                        + Arrays.stream(values()).map(Evidence::column).collect(Collectors.joining(", "))));
    }
}
