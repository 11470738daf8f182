package org.galaxyvae.label.artifact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.galaxyvae.label.classify.Examples;
import org.galaxyvae.label.classify.Forest;
import org.galaxyvae.label.classify.LogisticRegression;
import org.galaxyvae.model.scored.Layout;
import org.galaxyvae.model.scored.ScoredFeatures.OfObject;
import org.jspecify.annotations.Nullable;

/**
 * Tells artifacts from everything else, plain galaxies and rare ones alike: a forest grown on real images and on what is drawn
 * into some of them. There are two, each grown on half of the objects by hash of the id, and every object is asked of the one that
 * cannot have seen it; what that says becomes a probability by Platt's (1999) logistic curve. Classes weigh as they are expected in
 * a survey.
 */
final class Detector implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int TREES = 200;
    private static final int SMALLEST_LEAF = 5;
    /** The curve's slope is hardly held back: many images say what it is. */
    private static final double PENALTY = 1e-3;
    /** A share of all trees or of none stands for so many trees more, of which half think otherwise. */
    private static final double DOUBTFUL_TREES = 1;

    /** By half of the objects: grown on the other one. */
    private final Forest[] forests;

    private final LogisticRegression curve;
    private final KindForests kinds;

    private Detector(Forest[] forests, LogisticRegression curve, KindForests kinds) {
        this.forests = forests;
        this.curve = curve;
        this.kinds = kinds;
    }

    /**
     * The detector and how good it is.
     *
     * @param heldOut measured by detectors that were not grown on the measured images
     */
    record Learned(Detector detector, HeldOutFaults heldOut) {}

    /** What detectors said of images that they were not grown on. */
    private record Said(
            HeldOutFaults.Group group,
            double share,
            @Nullable ArtifactKind drawn,
            @Nullable ArtifactKind told) {}

    /**
     * Learns, each half of the images apart.
     *
     * @param real untouched objects
     * @param planted what was drawn
     * @param expected share of artifacts in a survey, and of rare sky again
     */
    static Learned learn(List<OfObject> real, List<Planted> planted, double expected, long seed) {
        Forest[] forests = new Forest[2];
        List<Said> said = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            int asked = half;
            List<Planted> others = planted.stream()
                    .filter(one -> half(one.objectId()) != asked)
                    .toList();
            Forest forest = forest(
                    real.stream().filter(one -> half(one.objectId()) != asked).toList(), others, expected, seed);
            KindForests kinds = KindForests.grow(others, seed);
            forests[half] = forest;
            real.stream()
                    .filter(one -> half(one.objectId()) == asked)
                    .forEach(one -> said.add(new Said(
                            HeldOutFaults.Group.UNTOUCHED, share(forest, features(one.numbers())), null, null)));
            planted.stream()
                    .filter(one -> half(one.objectId()) == asked)
                    .forEach(one -> said.add(said(one, forest, kinds)));
        }
        LogisticRegression curve = curve(said, expected, seed);
        HeldOutFaults.Builder heldOut = new HeldOutFaults.Builder();
        said.forEach(one -> heldOut.add(one.group(), probability(curve, one.share()), one.drawn(), one.told()));
        return new Learned(new Detector(forests, curve, KindForests.grow(planted, seed)), heldOut.build());
    }

    private static Said said(Planted planted, Forest forest, KindForests kinds) {
        double[] features = features(planted.numbers());
        ArtifactKind drawn = planted.kind();
        return new Said(
                drawn == null ? HeldOutFaults.Group.ODDITY : HeldOutFaults.Group.ARTIFACT,
                share(forest, features),
                drawn,
                drawn == null ? null : kinds.of(features));
    }

    private static Forest forest(List<OfObject> real, List<Planted> planted, double expected, long seed) {
        long artifacts = planted.stream().filter(one -> one.kind() != null).count();
        long oddities = planted.size() - artifacts;
        int size = real.size() + planted.size();
        double[][] features = new double[size][];
        boolean[] positive = new boolean[size];
        double[] weights = new double[size];
        int at = 0;
        for (OfObject one : real) {
            features[at] = features(one.numbers());
            weights[at++] = size * (1 - 2 * expected) / real.size();
        }
        for (Planted one : planted) {
            features[at] = features(one.numbers());
            positive[at] = one.kind() != null;
            weights[at] = size * expected / (positive[at] ? artifacts : oddities);
            at++;
        }
        return Forest.grow(new Examples(features, positive, weights), TREES, SMALLEST_LEAF, seed);
    }

    private static LogisticRegression curve(List<Said> said, double expected, long seed) {
        double[][] features = new double[said.size()][];
        boolean[] positive = new boolean[said.size()];
        double[] weights = new double[said.size()];
        Map<HeldOutFaults.Group, Long> sizes =
                said.stream().collect(Collectors.groupingBy(Said::group, Collectors.counting()));
        for (int i = 0; i < said.size(); i++) {
            HeldOutFaults.Group group = said.get(i).group();
            features[i] = new double[] {said.get(i).share()};
            positive[i] = group == HeldOutFaults.Group.ARTIFACT;
            weights[i] = said.size()
                    * (group == HeldOutFaults.Group.UNTOUCHED ? 1 - 2 * expected : expected)
                    / Objects.requireNonNull(sizes.get(group));
        }
        return LogisticRegression.fit(new Examples(features, positive, weights), PENALTY, 0, seed);
    }

    /** Log odds of the trees' share. */
    private static double share(Forest forest, double[] features) {
        double share = (forest.of(features).probability() * TREES + DOUBTFUL_TREES / 2) / (TREES + DOUBTFUL_TREES);
        return Math.log(share / (1 - share));
    }

    private static double probability(LogisticRegression curve, double share) {
        return curve.of(new double[] {share}).probability();
    }

    /** Without latents, which drawing changes as the network likes; what was not measured is 0. */
    static double[] features(double[] numbers) {
        double[] features = Arrays.copyOf(numbers, Layout.WITHOUT_LATENTS);
        for (int i = 0; i < features.length; i++) {
            features[i] = Double.isFinite(features[i]) ? features[i] : 0;
        }
        return features;
    }

    /** Probability that an object is an artifact. */
    double probability(OfObject object) {
        return probability(curve, share(forests[half(object.objectId())], features(object.numbers())));
    }

    /** What an artifact with these numbers resembles most; null where it resembles none much. */
    @Nullable
    ArtifactKind kind(double[] numbers) {
        return kinds.of(features(numbers));
    }

    private static int half(String objectId) {
        return objectId.hashCode() & 1;
    }
}
