package org.galaxyvae.label.classify;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;

/** A random forest (Breiman 2001): trees on resampled examples, each node asking the best of a few random features. */
public final class Forest implements Classifier {
    private static final long serialVersionUID = 1;

    private final Tree[] trees;

    private Forest(Tree[] trees) {
        this.trees = trees;
    }

    /**
     * Grows the trees, on all cores; never another forest for it.
     *
     * @param smallestLeaf examples a leaf has at least
     * @param seed equal seeds and examples give equal forests
     */
    public static Forest grow(Examples examples, int trees, int smallestLeaf, long seed) {
        int featuresTried = Math.max(1, (int) Math.round(Math.sqrt(examples.width())));
        return new Forest(IntStream.range(0, trees)
                .parallel()
                .mapToObj(tree -> {
                    CounterRandom random = CounterRandom.of(seed, "forest", tree, "");
                    int[] members = IntStream.range(0, examples.size())
                            .map(i -> random.nextInt(examples.size()))
                            .toArray();
                    return Tree.grow(examples, members, random, featuresTried, smallestLeaf);
                })
                .toArray(Tree[]::new));
    }

    /** Mean and standard deviation of the trees' shares. */
    @Override
    public Opinion of(double[] features) {
        double[] shares =
                Arrays.stream(trees).mapToDouble(tree -> tree.of(features)).toArray();
        double mean = Arrays.stream(shares).average().orElse(0);
        double squares = Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        return new Opinion(mean, Math.sqrt(squares / shares.length));
    }
}
