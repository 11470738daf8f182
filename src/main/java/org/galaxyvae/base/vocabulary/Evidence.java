package org.galaxyvae.base.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidences, in the order in which they are reported and in which a tie for the strongest is decided. What the configuration
 * allows, the tables' columns, the words of explanations and the documents follow from this list; higher is more anomalous.
 */
public enum Evidence {
    ASYMMETRY("asymmetric", "segmented, 180 degrees", Source.PIXELS),
    COMPLEXITY_EXCESS(
            "hard to reconstruct for its brightness",
            "ln central_mse beyond what the image's complexity explains",
            Source.NETWORK,
            "complexity.network"),
    KNN_DISTANCE(
            "far from other galaxies' latents",
            "mean distance of z from its nearest training latents",
            Source.NETWORK,
            "latent.reference"),
    MORPHOLOGY_KNN(
            "of an unusual shape",
            "mean distance from the nearest training objects in classical morphology",
            Source.PIXELS,
            "morphology.standardization",
            "morphology.reference"),
    PERCEPTUAL_EXCESS(
            "unlike its reconstruction for its brightness",
            "perceptual_error beyond what the image's complexity explains",
            Source.NETWORK,
            "complexity.perceptual"),
    PERCEPTUAL_ERROR(
            "unlike its reconstruction",
            "mean ln distance between the encoder's features of the image and of its reconstruction",
            Source.NETWORK),
    KNN_RATIO(
            "in a sparser place than its nearest latents",
            "ln knn_distance beyond the mean of its neighbors' own",
            Source.NETWORK,
            "latent.reference"),
    CENTRAL_MSE("badly reconstructed in the middle", "mse under a Gaussian weight", Source.NETWORK),
    MSE("badly reconstructed", "mean squared error of the mean reconstruction, pixels in [0, 1]", Source.NETWORK),
    RECONSTRUCTION_NLL("improbable to the network", "minus reconstruction_log_prob, nats", Source.NETWORK),
    NEGATIVE_ELBO("improbable to the network, latents included", "reconstruction_nll + kl, nats", Source.NETWORK),
    KL("with more to tell than most", "divergence of the posterior from the prior, nats", Source.NETWORK),
    MAHALANOBIS(
            "far from the middle of all latents",
            "robust distance of z from the training latents",
            Source.NETWORK,
            "latent.mean",
            "latent.factor"),
    WEIGHTED_ASYMMETRY(
            "in an asymmetric frame", "of the whole frame under a Gaussian weight, 180 degrees", Source.PIXELS),
    PCA_MSE("badly reconstructed by principal components", "as mse, of principal components", Source.COMPONENTS),
    PCA_CENTRAL_MSE(
            "badly reconstructed in the middle by principal components",
            "as central_mse, of principal components",
            Source.COMPONENTS),
    PCA_COMPLEXITY_EXCESS(
            "hard to reconstruct by principal components for its brightness",
            "as complexity_excess, of principal components",
            Source.COMPONENTS,
            "complexity.pca"),
    PCA_KNN(
            "far from other galaxies' principal components",
            "as knn_distance, of principal components",
            Source.COMPONENTS,
            "pca.reference");

    /** What says it. */
    public enum Source {
        NETWORK,
        /** Principal components in its place. */
        COMPONENTS,
        /** The image alone. */
        PIXELS
    }

    /** {@code evidences} and {@code scores} were there before the order of the list: theirs stays, what is new comes last. */
    private static final List<Evidence> IN_TABLES = Stream.concat(
                    Stream.of(
                            RECONSTRUCTION_NLL,
                            MSE,
                            CENTRAL_MSE,
                            KL,
                            NEGATIVE_ELBO,
                            MAHALANOBIS,
                            KNN_DISTANCE,
                            KNN_RATIO,
                            COMPLEXITY_EXCESS,
                            PERCEPTUAL_ERROR,
                            PERCEPTUAL_EXCESS,
                            ASYMMETRY,
                            WEIGHTED_ASYMMETRY,
                            MORPHOLOGY_KNN,
                            PCA_MSE,
                            PCA_CENTRAL_MSE,
                            PCA_COMPLEXITY_EXCESS,
                            PCA_KNN),
                    Arrays.stream(values()))
            .distinct()
            .toList();

    private final String words;
    private final String formula;
    private final Source source;

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<String> needs;

    Evidence(String words, String formula, Source source, String... needs) {
        this.words = words;
        this.formula = formula;
        this.source = source;
        this.needs = List.of(needs);
    }

    /** Its column in the tables, such as {@code knn_distance}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an object is of which it is large. */
    public String words() {
        return words;
    }

    /** In short, with its unit where it has one, as {@code docs/tables.md} has it; {@code docs/science.md} has all of it. */
    public String formula() {
        return formula;
    }

    /** What says it. */
    public Source source() {
        return source;
    }

    /** How names of arrays begin that a model must have fitted for it, beside its tail: see {@code docs/model-format.md}. */
    public List<String> needs() {
        return needs;
    }

    /** Whether it says something only where a network was trained. */
    public boolean usesNetwork() {
        return source == Source.NETWORK;
    }

    /** All columns, in the order of the list. */
    public static List<String> columns() {
        return Arrays.stream(values()).map(Evidence::column).toList();
    }

    /** In the order of the columns of {@code evidences} and {@code scores}. */
    public static List<Evidence> inTables() {
        return IN_TABLES;
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
                        + columns().stream().collect(Collectors.joining(", "))));
    }
}
