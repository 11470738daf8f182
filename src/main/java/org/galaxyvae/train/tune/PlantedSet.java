package org.galaxyvae.train.tune;

import static org.galaxyvae.pixel.maths.SortedValues.auc;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.model.evidence.CentralErrors;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.train.learn.Validation;

/**
 * Held-out images, once as they are, once as controls and once with an anomaly each; what a trial is measured on. Kinds and
 * strengths take turns, so each has as many images as the others, or one more.
 *
 * @param untouched each uint8 [row, column, channel]
 * @param controls the same images, in the same order, through JPEG as the injected ones are
 * @param injected the same images with anomalies, in the same order
 * @param labels kind and strength of each, such as {@code ring_weak}
 */
record PlantedSet(List<byte[]> untouched, List<byte[]> controls, List<byte[]> injected, List<String> labels)
        implements Serializable {
    /** Images that give every kind and strength one. */
    static final int FEWEST = Injection.all().size();

    /** Raised whenever the same images get other anomalies, or are measured otherwise: numbers of both do not compare. */
    static final int VERSION = 2;

    PlantedSet {
        untouched = List.copyOf(untouched);
        controls = List.copyOf(controls);
        injected = List.copyOf(injected);
        labels = List.copyOf(labels);
    }

    /**
     * What a network does on the set.
     *
     * @param injectedAuc ROC-AUC of the central error, all injected images against all controls
     * @param kindAucs the same for one kind and strength against all controls
     * @param validation on the untouched images
     */
    record Measures(double injectedAuc, Map<String, Double> kindAucs, Validation validation) implements Serializable {}

    /**
     * Plants the anomalies; a blend takes the galaxy of another image of the list.
     *
     * @param objectIds one for each image
     */
    static PlantedSet of(List<String> objectIds, List<byte[]> images, long seed) {
        int count = images.size();
        List<Injection> turns = Injection.all();
        return new PlantedSet(
                images,
                images.parallelStream().map(Injection::untouched).toList(),
                IntStream.range(0, count)
                        .parallel()
                        .mapToObj(i -> turns.get(i % turns.size())
                                .into(images.get(i), images.get((i + count / 2) % count), seed, objectIds.get(i)))
                        .toList(),
                IntStream.range(0, count)
                        .mapToObj(i -> turns.get(i % turns.size()).label())
                        .toList());
    }

    /** Measures a network. */
    Measures measure(Architecture architecture, float[] parameters, Settings settings) {
        Validation validation = Validation.of(architecture, parameters, untouched, settings);
        double[] ordinary;
        double[] odd;
        try (TrainedVae vae =
                TrainedVae.open(architecture, parameters, settings.score().batchSize())) {
            ordinary = CentralErrors.of(vae, controls, settings.score().centralSigma());
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
}
