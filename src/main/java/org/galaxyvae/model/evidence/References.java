package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.network.PrincipalComponents;

/**
 * Everything fitted once per model: what is ordinary, on training objects; tails and scores, on calibration objects.
 *
 * <p>With it a score is a pure function of image and model: unchanged image and model, equal score.
 */
public final class References implements Serializable {
    private static final long serialVersionUID = 1;

    private final Members members;
    private final PrincipalComponents components;
    private final Ordinary ordinary;
    private final EnumMap<Evidence, Tail> tails;
    private final Calibration calibration;

    private References(
            Members members,
            PrincipalComponents components,
            Ordinary ordinary,
            EnumMap<Evidence, Tail> tails,
            Calibration calibration) {
        this.members = members;
        this.components = components;
        this.ordinary = ordinary;
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
        Ordinary ordinary = Ordinary.fit(training, members.neighbors());
        List<Evidences> evidences = ordinary.evidences(calibration);
        EnumMap<Evidence, Tail> tails = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            tails.put(
                    evidence,
                    Tail.fit(evidences.stream()
                            .mapToDouble(one -> one.of(evidence))
                            .toArray()));
        }
        References tailed = new References(members, components, ordinary, tails, Calibration.none());
        double[] scores = evidences.stream()
                .mapToDouble(one -> tailed.combine(one).anomalyScore())
                .toArray();
        return new References(members, components, ordinary, tails, Calibration.fit(scores, seed));
    }

    /**
     * Restores what {@link #toArrays} gave.
     *
     * @throws IllegalArgumentException where an array is missing
     */
    public static References of(Members members, FittedArrays arrays) {
        EnumMap<Evidence, Tail> tails = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            String name = "tail." + evidence.column();
            // an earlier version knew fewer evidences: those of the score it had all
            if (members.evidences().contains(evidence) || arrays.doubles().containsKey(name)) {
                tails.put(evidence, Tail.of(arrays.doubles(name)));
            }
        }
        return new References(
                members,
                PrincipalComponents.of(arrays.floats("pca.mean"), arrays.floats("pca.components")),
                Ordinary.of(arrays, members.neighbors()),
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
        ordinary.put(arrays);
        arrays.floats().put("pca.mean", components.mean());
        arrays.floats().put("pca.components", components.components());
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

    /** The evidences of measured images, each of which depends on its own image alone; a few dozen are faster than one. */
    public List<Evidences> evidences(List<Measured> images) {
        return ordinary.evidences(images);
    }

    /** The evidences of a measured image. */
    public Evidences evidences(Measured image) {
        return evidences(List.of(image)).get(0);
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
            double depth = depth(member, evidences.of(member));
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
                .mapToDouble(evidence -> depth(evidence, evidences.of(evidence)))
                .sum();
    }

    /** Whether its depths are known: not of an evidence that is newer than the fit. */
    public boolean hasTail(Evidence evidence) {
        return tails.containsKey(evidence);
    }

    /** Minus the log of the tail probability among calibration objects, nats, from 0. */
    public double depth(Evidence evidence, double value) {
        Tail tail = tails.get(evidence);
        if (tail == null) {
            throw new IllegalStateException(
                    "Cannot say how deep " + evidence.column()
                            + " is: an earlier version fitted the references, make a model of the same network with galaxy-vae refit");
        }
        return tail.depth(value);
    }

    /** Share of calibration objects below the value, percent; beyond their 95th percentile by the Pareto tail. */
    public double percentile(Evidence evidence, double value) {
        return -100 * Math.expm1(-depth(evidence, value));
    }

    /** How far each unit of a posterior mean lies from the training latents' robust mean, in their robust deviations. */
    public double[] latentSigmas(float[] z) {
        double[] mean = ordinary.latents().mean();
        double[] deviations = ordinary.latents().deviations();
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
