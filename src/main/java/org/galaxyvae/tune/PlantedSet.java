package org.galaxyvae.tune;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.config.Settings;
import org.galaxyvae.evidence.CentralErrors;
import org.galaxyvae.image.InjectedKind;
import org.galaxyvae.image.Injection;
import org.galaxyvae.learn.Validation;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.TrainedVae;

/**
 * Held-out images, once as they are and once with an anomaly each; what a trial is measured on. Kinds and strengths take
 * turns, so each has as many images as the others.
 *
 * @param untouched each uint8 [row, column, channel]
 * @param injected the same images with anomalies, in the same order
 * @param labels kind and strength of each, such as {@code ring_weak}
 */
record PlantedSet(List<byte[]> untouched, List<byte[]> injected, List<String> labels) implements Serializable {
    /** Images that give every kind and strength two. */
    static final int FEWEST = 4 * InjectedKind.values().length;

    PlantedSet {
        untouched = List.copyOf(untouched);
        injected = List.copyOf(injected);
        labels = List.copyOf(labels);
    }

    /**
     * What a network does on the set.
     *
     * @param injectedAuc ROC-AUC of the central error, all injected against all untouched images
     * @param kindAucs the same for one kind and strength against all untouched images
     * @param validation on the untouched images
     */
    record Measures(double injectedAuc, Map<String, Double> kindAucs, Validation validation) implements Serializable {}

    /**
     * Plants the anomalies; a blend takes the galaxy of another image of the list.
     *
     * @param objectIds one for each image
     */
    static PlantedSet of(List<String> objectIds, List<byte[]> images, long seed) {
        List<Injection> injections = new ArrayList<>();
        for (InjectedKind kind : InjectedKind.values()) {
            injections.add(new Injection(kind, false));
            injections.add(new Injection(kind, true));
        }
        List<byte[]> injected = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Injection injection = injections.get(i % injections.size());
            byte[] other = images.get((i + images.size() / 2) % images.size());
            injected.add(injection.into(images.get(i), other, seed, objectIds.get(i)));
            labels.add(injection.kind().label(injection.strong()));
        }
        return new PlantedSet(images, injected, labels);
    }

    /** Measures a network. */
    Measures measure(Architecture architecture, float[] parameters, Settings settings) {
        Validation validation = Validation.of(architecture, parameters, untouched, settings);
        double[] ordinary;
        double[] odd;
        try (TrainedVae vae =
                TrainedVae.open(architecture, parameters, settings.score().batchSize())) {
            ordinary = CentralErrors.of(vae, untouched, settings.score().centralSigma());
            odd = CentralErrors.of(vae, injected, settings.score().centralSigma());
        }
        Arrays.sort(ordinary);
        Map<String, List<Double>> byKind = new TreeMap<>();
        for (int i = 0; i < odd.length; i++) {
            byKind.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(odd[i]);
        }
        Map<String, Double> kindAucs = new TreeMap<>();
        byKind.forEach((label, errors) -> kindAucs.put(
                label, auc(errors.stream().mapToDouble(Double::doubleValue).toArray(), ordinary)));
        return new Measures(auc(odd, ordinary), kindAucs, validation);
    }

    /**
     * The chance that a positive stands above a negative, equal ones counting half; NaN where a value is.
     *
     * @param sortedNegatives ascending
     */
    static double auc(double[] positives, double[] sortedNegatives) {
        // NaN sorts last
        if (Double.isNaN(sortedNegatives[sortedNegatives.length - 1])
                || Arrays.stream(positives).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double wins = 0;
        for (double positive : positives) {
            wins += 0.5 * (countBelow(sortedNegatives, positive) + countBelow(sortedNegatives, Math.nextUp(positive)));
        }
        return wins / ((double) positives.length * sortedNegatives.length);
    }

    /** How many are smaller than the bound. */
    private static int countBelow(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
