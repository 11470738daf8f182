package org.galaxyvae.label.rerank;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.galaxyvae.label.classify.Classifier;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.maths.SortedValues;

/**
 * How well each learner foretells labels that it was not shown: stratified cross-validation, repeated, since with few positives
 * one division is chance.
 *
 * @param auc by learner: chance that a positive is put above another label, equal ones counting half; mean over the repeats
 */
record LearnerValidation(Map<LearnerKind, Double> auc) {
    private static final int FOLDS = 5;
    private static final int REPEATS = 2;

    /**
     * Measures; there must be at least two positives and two others.
     *
     * @param kinds to be measured
     */
    static LearnerValidation of(double[][] features, boolean[] positive, List<LearnerKind> kinds, long seed) {
        Map<LearnerKind, Double> auc = new EnumMap<>(LearnerKind.class);
        for (LearnerKind kind : kinds) {
            double sum = 0;
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                sum += auc(foretold(features, positive, folds(positive, seed, repeat), kind, seed), positive) / REPEATS;
            }
            auc.put(kind, sum);
        }
        return new LearnerValidation(auc);
    }

    /** The best; of equals the one that is named first. */
    LearnerKind best() {
        return java.util.Collections.max(
                        auc.entrySet(),
                        Map.Entry.<LearnerKind, Double>comparingByValue()
                                .thenComparing(Map.Entry.<LearnerKind, Double>comparingByKey()
                                        .reversed()))
                .getKey();
    }

    /** By example, its fold; positives and others are dealt out one by one, each in a random order. */
    static int[] folds(boolean[] positive, long seed, int repeat) {
        int[] folds = new int[positive.length];
        for (boolean wanted : new boolean[] {true, false}) {
            int[] members = IntStream.range(0, positive.length)
                    .filter(i -> positive[i] == wanted)
                    .toArray();
            CounterRandom random = CounterRandom.of(seed, "folds " + wanted, repeat, "");
            for (int i = members.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int kept = members[i];
                members[i] = members[other];
                members[other] = kept;
            }
            for (int i = 0; i < members.length; i++) {
                folds[members[i]] = i % FOLDS;
            }
        }
        return folds;
    }

    private static double[] foretold(
            double[][] features, boolean[] positive, int[] folds, LearnerKind kind, long seed) {
        double[] foretold = new double[positive.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            int[] shown = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != left)
                    .toArray();
            boolean[] classes = new boolean[shown.length];
            double[][] rows = new double[shown.length][];
            for (int i = 0; i < shown.length; i++) {
                classes[i] = positive[shown[i]];
                rows[i] = features[shown[i]];
            }
            Classifier learned = kind.fit(rows, classes, seed, false);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    foretold[i] = learned.of(features[i]).probability();
                }
            }
        }
        return foretold;
    }

    /** Of one repeat. */
    static double auc(double[] scores, boolean[] positive) {
        return SortedValues.auc(
                of(scores, positive, true),
                Arrays.stream(of(scores, positive, false)).sorted().toArray());
    }

    private static double[] of(double[] scores, boolean[] positive, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> positive[i] == wanted)
                .mapToDouble(i -> scores[i])
                .toArray();
    }
}
