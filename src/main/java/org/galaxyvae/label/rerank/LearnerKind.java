package org.galaxyvae.label.rerank;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.label.classify.Classifier;
import org.galaxyvae.label.classify.Examples;
import org.galaxyvae.label.classify.Forest;
import org.galaxyvae.label.classify.GaussianProcess;
import org.galaxyvae.label.classify.LogisticRegression;
import org.galaxyvae.model.scored.Layout;

/** What can learn from labels; in the order in which one is preferred where they do equally well. */
enum LearnerKind {
    /** On morphology alone, which teaches best. */
    GAUSSIAN_PROCESS,
    /** On everything. */
    FOREST,
    /** On all but the latents, which cost it a tenth of what it finds. */
    LOGISTIC;

    private static final int TREES = 200;
    private static final int SMALLEST_LEAF = 2;
    private static final double SCALE = 1;
    private static final double NOISE = 0.1;
    private static final double PENALTY = 10;
    private static final int RESAMPLES = 30;

    /** What was learned from the first columns. */
    private record OfColumns(Classifier learned, int columns) implements Classifier {
        private static final long serialVersionUID = 1;

        @Override
        public Opinion of(double[] features) {
            return learned.of(Arrays.copyOf(features, columns));
        }
    }

    /** The name in tables and configuration. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name, or all for {@code auto}. */
    static List<LearnerKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind ->
                        name.equals(Settings.Rerank.AUTO) || kind.label().equals(name))
                .toList();
    }

    /**
     * Learns.
     *
     * @param features [example][feature] in the order of {@link Layout}
     * @param withSpread whether opinions need a standard deviation, which costs a logistic regression thirty fits
     */
    Classifier fit(double[][] features, boolean[] positive, long seed, boolean withSpread) {
        int columns = switch (this) {
            case GAUSSIAN_PROCESS -> Layout.MORPHOLOGY.size();
            case LOGISTIC -> Layout.WITHOUT_LATENTS;
            case FOREST -> features[0].length;
        };
        double[][] used =
                Arrays.stream(features).map(row -> Arrays.copyOf(row, columns)).toArray(double[][]::new);
        Examples examples = Examples.balanced(used, positive);
        Classifier learned = switch (this) {
            case GAUSSIAN_PROCESS -> GaussianProcess.fit(examples, SCALE, NOISE);
            case FOREST -> Forest.grow(examples, TREES, SMALLEST_LEAF, seed);
            case LOGISTIC -> LogisticRegression.fit(examples, PENALTY, withSpread ? RESAMPLES : 0, seed);
        };
        return new OfColumns(learned, columns);
    }
}
