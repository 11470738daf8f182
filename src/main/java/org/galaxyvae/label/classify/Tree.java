package org.galaxyvae.label.classify;

import java.io.Serializable;
import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * A classification tree (Breiman et al. 1984) that splits by Gini impurity, each node among a random part of the features.
 *
 * @param feature by node: what it asks; -1 for a leaf
 * @param threshold by node: at most this goes left
 * @param left by node: its left child, the right one is the next
 * @param share by node: positive share of the weight
 */
record Tree(int[] feature, float[] threshold, int[] left, float[] share) implements Serializable {
    /** Growing: nodes come in order, so that children stand side by side. */
    private static final class Nursery {
        private final Examples examples;
        private final CounterRandom random;
        private final int featuresTried;
        private final int smallestLeaf;
        private int[] feature = new int[64];
        private float[] threshold = new float[64];
        private int[] left = new int[64];
        private float[] share = new float[64];
        private int nodes = 1;

        Nursery(Examples examples, CounterRandom random, int featuresTried, int smallestLeaf) {
            this.examples = examples;
            this.random = random;
            this.featuresTried = featuresTried;
            this.smallestLeaf = smallestLeaf;
        }

        void grow(int node, int[] members) {
            double weight = 0;
            double positive = 0;
            for (int member : members) {
                weight += examples.weights()[member];
                positive += examples.positive()[member] ? examples.weights()[member] : 0;
            }
            share[node] = (float) (positive / weight);
            feature[node] = -1;
            if (members.length < 2 * smallestLeaf || positive <= 0 || positive >= weight) {
                return;
            }
            Split best = null;
            for (int draw = 0; draw < featuresTried; draw++) {
                Split split = split(members, random.nextInt(examples.width()), weight, positive);
                best = split != null && (best == null || split.gain() > best.gain()) ? split : best;
            }
            if (best == null) {
                return;
            }
            Split chosen = best;
            int children = nodes;
            nodes += 2;
            room();
            feature[node] = chosen.feature();
            threshold[node] = chosen.threshold();
            left[node] = children;
            grow(
                    children,
                    Arrays.stream(members).filter(m -> goesLeft(m, chosen)).toArray());
            grow(
                    children + 1,
                    Arrays.stream(members).filter(m -> !goesLeft(m, chosen)).toArray());
        }

        private boolean goesLeft(int member, Split split) {
            return (float) examples.features()[member][split.feature()] <= split.threshold();
        }

        /** The best cut of one feature; null where there is none that leaves enough on both sides. */
        private @org.jspecify.annotations.Nullable Split split(
                int[] members, int column, double weight, double positive) {
            long[] sorted = new long[members.length];
            for (int i = 0; i < members.length; i++) {
                int bits = Float.floatToIntBits((float) examples.features()[members[i]][column] + 0f);
                int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE); // as a whole number in the order of the floats
                sorted[i] = (long) ordered << 32 | members[i];
            }
            Arrays.sort(sorted);
            Split best = null;
            double leftWeight = 0;
            double leftPositive = 0;
            for (int i = 0; i < sorted.length - 1; i++) {
                int member = (int) sorted[i];
                leftWeight += examples.weights()[member];
                leftPositive += examples.positive()[member] ? examples.weights()[member] : 0;
                float here = (float) examples.features()[member][column];
                float next = (float) examples.features()[(int) sorted[i + 1]][column];
                if (here < next && i + 1 >= smallestLeaf && sorted.length - i - 1 >= smallestLeaf) {
                    double rightWeight = weight - leftWeight;
                    double rightPositive = positive - leftPositive;
                    double gain = leftPositive * leftPositive / leftWeight
                            + rightPositive * rightPositive / rightWeight
                            - positive * positive / weight;
                    if (gain > 1e-12 && (best == null || gain > best.gain())) {
                        float middle = here + (next - here) / 2;
                        best = new Split(column, middle < next ? middle : here, gain);
                    }
                }
            }
            return best;
        }

        private void room() {
            if (nodes > feature.length) {
                int size = 2 * nodes;
                feature = Arrays.copyOf(feature, size);
                threshold = Arrays.copyOf(threshold, size);
                left = Arrays.copyOf(left, size);
                share = Arrays.copyOf(share, size);
            }
        }
    }

    /** Half the drop of the weighted Gini impurity, up to a factor that all splits of a node share. */
    private record Split(int feature, float threshold, double gain) {}

    /** Grows a tree on those members, some of which may be there several times. */
    static Tree grow(Examples examples, int[] members, CounterRandom random, int featuresTried, int smallestLeaf) {
        Nursery nursery = new Nursery(examples, random, featuresTried, smallestLeaf);
        nursery.grow(0, members);
        return new Tree(
                Arrays.copyOf(nursery.feature, nursery.nodes),
                Arrays.copyOf(nursery.threshold, nursery.nodes),
                Arrays.copyOf(nursery.left, nursery.nodes),
                Arrays.copyOf(nursery.share, nursery.nodes));
    }

    /** The positive share of the leaf in which the object ends. */
    double of(double[] features) {
        int node = 0;
        while (feature[node] >= 0) {
            node = left[node] + ((float) features[feature[node]] <= threshold[node] ? 0 : 1);
        }
        return share[node];
    }
}
