package org.galaxyvae.label.artifact;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.galaxyvae.label.classify.Examples;
import org.galaxyvae.label.classify.Forest;
import org.jspecify.annotations.Nullable;

/** Which kind an artifact is: a forest for each kind that is drawn, grown on it against all other drawn artifacts. */
record KindForests(Map<ArtifactKind, Forest> forests) implements Serializable {
    private static final int TREES = 100;
    private static final int SMALLEST_LEAF = 3;
    /** Both sides of a forest weigh the same, so that half of its trees is no opinion. */
    private static final double LEAST_SHARE = 0.5;

    static KindForests grow(List<Planted> planted, long seed) {
        List<Planted> artifacts =
                planted.stream().filter(one -> one.kind() != null).toList();
        double[][] features =
                artifacts.stream().map(one -> Detector.features(one.numbers())).toArray(double[][]::new);
        Map<ArtifactKind, Forest> forests = new EnumMap<>(ArtifactKind.class);
        for (ArtifactKind kind : ArtifactKind.values()) {
            boolean[] positive = new boolean[features.length];
            boolean drawn = false;
            for (int i = 0; i < positive.length; i++) {
                positive[i] = artifacts.get(i).kind() == kind;
                drawn |= positive[i];
            }
            if (drawn) {
                forests.put(kind, Forest.grow(Examples.balanced(features, positive), TREES, SMALLEST_LEAF, seed));
            }
        }
        return new KindForests(forests);
    }

    /** The kind whose forest is surest; null where none is surer than not. */
    @Nullable
    ArtifactKind of(double[] features) {
        ArtifactKind surest = null;
        double largest = LEAST_SHARE;
        for (Map.Entry<ArtifactKind, Forest> one : forests.entrySet()) {
            double share = one.getValue().of(features).probability();
            if (share > largest) {
                largest = share;
                surest = one.getKey();
            }
        }
        return surest;
    }
}
