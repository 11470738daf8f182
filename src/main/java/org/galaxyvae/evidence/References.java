package org.galaxyvae.evidence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.galaxyvae.vae.PrincipalComponents;

/**
 * Everything fitted once per model: what is ordinary, on training objects; tails and scores, on calibration objects.
 *
 * <p>With it a score is a pure function of image and model: unchanged image and model, equal score.
 */
public final class References implements Serializable {
    private static final long serialVersionUID = 1;
    /** Errors below this are as good as none; keeps their logarithm finite. */
    private static final double SMALLEST_ERROR = 1e-12;

    private final Members members;
    private final PrincipalComponents components;
    private final RobustGaussian latents;
    private final Neighbors latentNeighbors;
    private final Neighbors componentNeighbors;
    private final Standardization shapes;
    private final Neighbors shapeNeighbors;
    private final ExcessFit networkError;
    private final ExcessFit perceptualError;
    private final ExcessFit componentError;
    private final EnumMap<Evidence, Tail> tails;
    private final Calibration calibration;

    private References(
            Members members,
            PrincipalComponents components,
            RobustGaussian latents,
            Neighbors latentNeighbors,
            Neighbors componentNeighbors,
            Standardization shapes,
            Neighbors shapeNeighbors,
            ExcessFit networkError,
            ExcessFit perceptualError,
            ExcessFit componentError,
            EnumMap<Evidence, Tail> tails,
            Calibration calibration) {
        this.members = members;
        this.components = components;
        this.latents = latents;
        this.latentNeighbors = latentNeighbors;
        this.componentNeighbors = componentNeighbors;
        this.shapes = shapes;
        this.shapeNeighbors = shapeNeighbors;
        this.networkError = networkError;
        this.perceptualError = perceptualError;
        this.componentError = componentError;
        this.tails = tails;
        this.calibration = calibration;
    }

    /**
     * Fits everything but the components.
     *
     * @param components the principal components that measured the objects
     * @param training measured objects of the training split, at least 2
     * @param calibration measured objects that were not trained on, at least 20
     * @param seed of the test of the tail's fit
     */
    public static References fit(
            Members members,
            PrincipalComponents components,
            List<Measured> training,
            List<Measured> calibration,
            long seed) {
        double[] keys = training.stream().mapToDouble(Measured::contentKey).toArray();
        Standardization shapes =
                Standardization.fit(training.stream().map(Measured::shape).toList());
        References ordinary = new References(
                members,
                components,
                RobustGaussian.fit(training.stream().map(Measured::z).toArray(float[][]::new)),
                neighbors(training, Measured::z, keys, members.neighbors()).withRatios(),
                neighbors(training, Measured::coefficients, keys, members.neighbors()),
                shapes,
                neighbors(training, object -> shapes.standard(object.shape()), keys, members.neighbors()),
                excess(training, object -> logError(object.centralMse())),
                excess(training, Measured::perceptualError),
                excess(training, object -> logError(object.pcaCentralMse())),
                new EnumMap<>(Evidence.class),
                Calibration.none());
        List<Evidences> evidences =
                calibration.stream().map(ordinary::evidences).toList();
        EnumMap<Evidence, Tail> tails = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            tails.put(
                    evidence,
                    Tail.fit(evidences.stream().mapToDouble(evidence::of).toArray()));
        }
        References tailed = ordinary.with(tails, Calibration.none());
        double[] scores = evidences.stream()
                .mapToDouble(one -> tailed.combine(one).anomalyScore())
                .toArray();
        return ordinary.with(tails, Calibration.fit(scores, seed));
    }

    private static Neighbors neighbors(
            List<Measured> objects, Function<Measured, float[]> vector, double[] keys, int nearest) {
        return Neighbors.of(objects.stream().map(vector).toList(), keys, nearest);
    }

    private static ExcessFit excess(List<Measured> objects, ToDoubleFunction<Measured> logError) {
        return ExcessFit.fit(
                objects.stream().map(Measured::complexity).toList(),
                objects.stream().mapToDouble(logError).toArray());
    }

    private static double logError(double error) {
        return Math.log(Math.max(SMALLEST_ERROR, error));
    }

    private References with(EnumMap<Evidence, Tail> fitted, Calibration scores) {
        return new References(
                members,
                components,
                latents,
                latentNeighbors,
                componentNeighbors,
                shapes,
                shapeNeighbors,
                networkError,
                perceptualError,
                componentError,
                fitted,
                scores);
    }

    /**
     * Restores what {@link #toArrays} gave.
     *
     * @throws IllegalArgumentException where an array is missing
     */
    public static References of(Members members, FittedArrays arrays) {
        EnumMap<Evidence, Tail> tails = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            tails.put(evidence, Tail.of(arrays.doubles("tail." + evidence.column())));
        }
        return new References(
                members,
                PrincipalComponents.of(arrays.floats("pca.mean"), arrays.floats("pca.components")),
                RobustGaussian.of(arrays.doubles("latent.mean"), arrays.doubles("latent.factor")),
                Neighbors.of(arrays, "latent.reference", members.neighbors()),
                Neighbors.of(arrays, "pca.reference", members.neighbors()),
                Standardization.of(arrays.doubles("morphology.standardization")),
                Neighbors.of(arrays, "morphology.reference", members.neighbors()),
                ExcessFit.of(arrays.doubles("complexity.network")),
                ExcessFit.of(arrays.doubles("complexity.perceptual")),
                ExcessFit.of(arrays.doubles("complexity.pca")),
                tails,
                Calibration.of(
                        arrays.doubles("calibration.scores"),
                        Tail.of(arrays.doubles("calibration.tail")),
                        arrays.doubles("calibration.fit")[0]));
    }

    /** Everything as arrays by name, for a file. */
    public FittedArrays toArrays() {
        FittedArrays arrays = FittedArrays.empty();
        Map<String, double[]> doubles = arrays.doubles();
        doubles.put("latent.mean", latents.mean());
        doubles.put("latent.factor", latents.factor());
        latentNeighbors.put(arrays, "latent.reference");
        arrays.floats().put("pca.mean", components.mean());
        arrays.floats().put("pca.components", components.components());
        componentNeighbors.put(arrays, "pca.reference");
        doubles.put("morphology.standardization", shapes.toArray());
        shapeNeighbors.put(arrays, "morphology.reference");
        doubles.put("complexity.network", networkError.toArray());
        doubles.put("complexity.perceptual", perceptualError.toArray());
        doubles.put("complexity.pca", componentError.toArray());
        tails.forEach((evidence, tail) -> doubles.put("tail." + evidence.column(), tail.toArray()));
        doubles.put("calibration.scores", calibration.scores());
        doubles.put("calibration.tail", calibration.tail().toArray());
        doubles.put("calibration.fit", new double[] {calibration.tailFitP()});
        return arrays;
    }

    /** The principal components that images are measured with. */
    public PrincipalComponents components() {
        return components;
    }

    /** What goes into the score. */
    public List<Evidence> members() {
        return members.evidences();
    }

    /** The scores of calibration objects. */
    public Calibration calibration() {
        return calibration;
    }

    /** The number of calibration objects. */
    public int calibrationObjects() {
        return calibration.objects();
    }

    /** The evidences of a measured image. */
    public Evidences evidences(Measured image) {
        double key = image.contentKey();
        Neighbors.Found latent = latentNeighbors.find(image.z(), key);
        return new Evidences(
                image.reconstructionLogProb(),
                image.reconstructionNllSe(),
                image.mse(),
                image.centralMse(),
                image.kl(),
                latents.distance(image.z()),
                latent.distance(),
                latent.ratio(),
                networkError.excess(image.complexity(), logError(image.centralMse())),
                image.perceptualError(),
                perceptualError.excess(image.complexity(), image.perceptualError()),
                image.asymmetry(),
                image.weightedAsymmetry(),
                shapeNeighbors.distance(shapes.standard(image.shape()), key),
                image.pcaMse(),
                image.pcaCentralMse(),
                componentError.excess(image.complexity(), logError(image.pcaCentralMse())),
                componentNeighbors.distance(image.coefficients(), key));
    }

    /**
     * What the evidences come to.
     *
     * @param anomalyScore Fisher's sum (1925) of minus log tail probabilities over all members, nats; the members correlate,
     *     so it is never referred to a chi-square
     * @param networkScore the same over the members that need the network
     * @param topEvidence the member with the smallest tail probability
     */
    public record Combination(double anomalyScore, double networkScore, String topEvidence) {}

    /** Combines the members. */
    public Combination combine(Evidences evidences) {
        double sum = 0;
        double network = 0;
        double deepest = Double.NEGATIVE_INFINITY;
        String top = "";
        for (Evidence member : members.evidences()) {
            double depth = depth(member, member.of(evidences));
            sum += depth;
            network += member.usesNetwork() ? depth : 0;
            if (depth > deepest) {
                deepest = depth;
                top = member.column();
            }
        }
        return new Combination(sum, network, top);
    }

    /** Fisher's sum over other members, nats. */
    public double sum(List<Evidence> others, Evidences evidences) {
        return others.stream()
                .mapToDouble(evidence -> depth(evidence, evidence.of(evidences)))
                .sum();
    }

    /** Minus the log of the tail probability among calibration objects, nats, from 0. */
    public double depth(Evidence evidence, double value) {
        Tail tail = tails.get(evidence);
        if (tail == null) {
            throw new IllegalStateException("No tail of " + evidence.column());
        }
        return tail.depth(value);
    }

    /** Share of calibration objects below the value, percent; beyond their 95th percentile by the Pareto tail. */
    public double percentile(Evidence evidence, double value) {
        return -100 * Math.expm1(-depth(evidence, value));
    }

    /** How far each unit of a posterior mean lies from the training latents' robust mean, in their robust deviations. */
    public double[] latentSigmas(float[] z) {
        double[] mean = latents.mean();
        double[] deviations = latents.deviations();
        double[] sigmas = new double[mean.length];
        Arrays.setAll(sigmas, i -> (z[i] - mean[i]) / deviations[i]);
        return sigmas;
    }

    /** See {@link Calibration#pValue}. */
    public double pValue(double anomalyScore) {
        return calibration.pValue(anomalyScore);
    }

    /** See {@link Calibration#pTail}. */
    public double pTail(double anomalyScore) {
        return calibration.pTail(anomalyScore);
    }

    /**
     * What is summed and what is compared.
     *
     * @param evidences members of the score, at least one
     * @param neighbors how many nearest neighbors count, at least 1
     */
    public record Members(List<Evidence> evidences, int neighbors) implements Serializable {
        public Members {
            evidences = new ArrayList<>(evidences);
        }

        /** By the names of their columns. */
        public static Members of(List<String> columns, int neighbors) {
            return new Members(columns.stream().map(Evidence::named).toList(), neighbors);
        }
    }
}
