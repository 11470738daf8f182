package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is ordinary, learned from training objects: where their latents, coefficients and shapes lie, and how hard images of a
 * complexity are to reconstruct. Turns a measured image into evidences.
 */
record Ordinary(
        RobustGaussian latents,
        Neighbors latentNeighbors,
        Neighbors componentNeighbors,
        Standardization shapes,
        Neighbors shapeNeighbors,
        ExcessFit networkError,
        ExcessFit perceptualError,
        ExcessFit componentError)
        implements Serializable {
    /** Errors below this are as good as none; keeps their logarithm finite. */
    private static final double SMALLEST_ERROR = 1e-12;

    /**
     * Fits measured objects.
     *
     * @param training at least 2
     * @param nearest how many neighbors count
     */
    static Ordinary fit(List<Measured> training, int nearest) {
        double[] keys = training.stream().mapToDouble(Measured::contentKey).toArray();
        Standardization shapes =
                Standardization.fit(training.stream().map(Measured::shape).toList());
        return new Ordinary(
                RobustGaussian.fit(vectors(training, Measured::z)),
                neighbors(training, Measured::z, keys, nearest).withRatios(),
                neighbors(training, Measured::coefficients, keys, nearest),
                shapes,
                neighbors(training, object -> shapes.standard(object.shape()), keys, nearest),
                excess(training, object -> logError(object.centralMse())),
                excess(training, Measured::perceptualError),
                excess(training, object -> logError(object.pcaCentralMse())));
    }

    private static Neighbors neighbors(
            List<Measured> objects, Function<Measured, float[]> vector, double[] keys, int nearest) {
        return Neighbors.of(vectors(objects, vector), keys, nearest);
    }

    private static float[][] vectors(List<Measured> objects, Function<Measured, float[]> vector) {
        return objects.stream().map(vector).toArray(float[][]::new);
    }

    private static ExcessFit excess(List<Measured> objects, ToDoubleFunction<Measured> logError) {
        return ExcessFit.fit(
                objects.stream().map(Measured::complexity).toList(),
                objects.stream().mapToDouble(logError).toArray());
    }

    private static double logError(double error) {
        return Math.log(Math.max(SMALLEST_ERROR, error));
    }

    /** Adds everything to arrays by name. */
    void put(FittedArrays arrays) {
        Map<String, double[]> doubles = arrays.doubles();
        doubles.put("latent.mean", latents.mean());
        doubles.put("latent.factor", latents.factor());
        latentNeighbors.put(arrays, "latent.reference");
        componentNeighbors.put(arrays, "pca.reference");
        doubles.put("morphology.standardization", shapes.toArray());
        shapeNeighbors.put(arrays, "morphology.reference");
        doubles.put("complexity.network", networkError.toArray());
        doubles.put("complexity.perceptual", perceptualError.toArray());
        doubles.put("complexity.pca", componentError.toArray());
    }

    /**
     * Restores what {@link #put} kept.
     *
     * @throws IllegalArgumentException where an array is missing
     */
    static Ordinary of(FittedArrays arrays, int nearest) {
        return new Ordinary(
                RobustGaussian.of(arrays.doubles("latent.mean"), arrays.doubles("latent.factor")),
                Neighbors.of(arrays, "latent.reference", nearest),
                Neighbors.of(arrays, "pca.reference", nearest),
                Standardization.of(arrays.doubles("morphology.standardization")),
                Neighbors.of(arrays, "morphology.reference", nearest),
                ExcessFit.of(arrays.doubles("complexity.network")),
                ExcessFit.of(arrays.doubles("complexity.perceptual")),
                ExcessFit.of(arrays.doubles("complexity.pca")));
    }

    /** The evidences of measured images, each of which depends on its own image alone; a few dozen are faster than one. */
    List<Evidences> evidences(List<Measured> images) {
        double[] keys = images.stream().mapToDouble(Measured::contentKey).toArray();
        Neighbors.Found[] latent = latentNeighbors.find(vectors(images, Measured::z), keys);
        Neighbors.Found[] shape = shapeNeighbors.find(vectors(images, image -> shapes.standard(image.shape())), keys);
        Neighbors.Found[] component = componentNeighbors.find(vectors(images, Measured::coefficients), keys);
        return IntStream.range(0, images.size())
                .mapToObj(i -> evidences(images.get(i), latent[i], shape[i], component[i]))
                .toList();
    }

    private Evidences evidences(
            Measured image, Neighbors.Found latent, Neighbors.Found shape, Neighbors.Found component) {
        return new Evidences(image.reconstructionLogProb(), image.reconstructionNllSe(), evidence -> switch (evidence) {
            case ASYMMETRY -> image.asymmetry();
            case COMPLEXITY_EXCESS -> networkError.excess(image.complexity(), logError(image.centralMse()));
            case KNN_DISTANCE -> latent.distance();
            case MORPHOLOGY_KNN -> shape.distance();
            case PERCEPTUAL_EXCESS -> perceptualError.excess(image.complexity(), image.perceptualError());
            case PERCEPTUAL_ERROR -> image.perceptualError();
            case KNN_RATIO -> latent.ratio();
            case CENTRAL_MSE -> image.centralMse();
            case MSE -> image.mse();
            case RECONSTRUCTION_NLL -> -image.reconstructionLogProb();
            case NEGATIVE_ELBO -> image.kl() - image.reconstructionLogProb();
            case KL -> image.kl();
            case MAHALANOBIS -> latents.distance(image.z());
            case WEIGHTED_ASYMMETRY -> image.weightedAsymmetry();
            case PCA_MSE -> image.pcaMse();
            case PCA_CENTRAL_MSE -> image.pcaCentralMse();
            case PCA_COMPLEXITY_EXCESS -> componentError.excess(image.complexity(), logError(image.pcaCentralMse()));
            case PCA_KNN -> component.distance();
        });
    }
}
