package org.galaxyvae.artefact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.candidate.Candidates.Candidate;
import org.galaxyvae.candidate.Layout;
import org.galaxyvae.classify.Examples;
import org.galaxyvae.classify.Forest;
import org.galaxyvae.evidence.SortedValues;
import org.galaxyvae.image.Injection;

/**
 * Tells artefacts from everything else, plain galaxies and rare ones alike: a forest grown on real images and on what is drawn
 * into some of them. Classes weigh as they are expected in a survey, so that its share is a probability.
 */
final class Detector implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int TREES = 200;
    private static final int SMALLEST_LEAF = 5;

    private final Forest forest;

    private Detector(Forest forest) {
        this.forest = forest;
    }

    /**
     * Grows the forest.
     *
     * @param real untouched objects
     * @param planted what was drawn
     * @param share of artefacts that is expected, and of rare sky again
     */
    static Detector fit(List<Candidate> real, List<Planted> planted, double share, long seed) {
        long artefacts = planted.stream().filter(Detector::isArtefact).count();
        long oddities = planted.size() - artefacts;
        int size = real.size() + planted.size();
        double[][] features = new double[size][];
        boolean[] positive = new boolean[size];
        double[] weights = new double[size];
        int at = 0;
        for (Candidate one : real) {
            features[at] = features(one.numbers());
            weights[at++] = size * (1 - 2 * share) / real.size();
        }
        for (Planted one : planted) {
            features[at] = features(one.numbers());
            positive[at] = isArtefact(one);
            weights[at] = size * share / (positive[at] ? artefacts : oddities);
            at++;
        }
        return new Detector(Forest.grow(new Examples(features, positive, weights), TREES, SMALLEST_LEAF, seed));
    }

    static boolean isArtefact(Planted planted) {
        return ArtefactKind.isPlantedBy(Injection.all().get(planted.injection()).kind());
    }

    /** Without latents, which drawing changes as the network likes; what was not measured is 0. */
    private static double[] features(double[] numbers) {
        double[] features = Arrays.copyOf(numbers, Layout.WITHOUT_LATENTS);
        for (int i = 0; i < features.length; i++) {
            features[i] = Double.isFinite(features[i]) ? features[i] : 0;
        }
        return features;
    }

    /** Probability that an object with these numbers is an artefact. */
    double probability(double[] numbers) {
        return forest.of(features(numbers)).probability();
    }

    /**
     * How well artefacts are told apart on images that no tree was grown on: half of the images each way.
     *
     * @param aucAll drawn artefacts against drawn oddities and untouched images together
     * @param aucOddities drawn artefacts against drawn oddities alone
     * @param aucUntouched against untouched images alone
     * @param meanArtefacts mean probability of drawn artefacts
     * @param meanOddities of drawn oddities
     * @param meanUntouched of untouched images
     */
    record HeldOut(
            double aucAll,
            double aucOddities,
            double aucUntouched,
            double meanArtefacts,
            double meanOddities,
            double meanUntouched) {}

    /** Two detectors, each measured on the images of the other. */
    static HeldOut crossed(List<Candidate> real, List<Planted> planted, double share, long seed) {
        List<Double> artefacts = new ArrayList<>();
        List<Double> oddities = new ArrayList<>();
        List<Double> untouched = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            int own = half;
            Detector detector = fit(
                    real.stream().filter(one -> half(one.objectId()) == own).toList(),
                    planted.stream().filter(one -> half(one.objectId()) == own).toList(),
                    share,
                    seed);
            real.stream()
                    .filter(one -> half(one.objectId()) != own)
                    .forEach(one -> untouched.add(detector.probability(one.numbers())));
            planted.stream()
                    .filter(one -> half(one.objectId()) != own)
                    .forEach(one -> (isArtefact(one) ? artefacts : oddities).add(detector.probability(one.numbers())));
        }
        List<Double> others = new ArrayList<>(oddities);
        others.addAll(untouched);
        return new HeldOut(
                auc(artefacts, others),
                auc(artefacts, oddities),
                auc(artefacts, untouched),
                mean(artefacts),
                mean(oddities),
                mean(untouched));
    }

    private static int half(String objectId) {
        return objectId.hashCode() & 1;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static double auc(List<Double> first, List<Double> others) {
        return SortedValues.auc(
                first.stream().mapToDouble(value -> value).toArray(),
                others.stream().mapToDouble(value -> value).sorted().toArray());
    }
}
