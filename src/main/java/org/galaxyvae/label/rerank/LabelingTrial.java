package org.galaxyvae.label.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.label.classify.Classifier;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Someone who looks at objects and labels them, played with labels that are known: batches of ten, eight from the top of the
 * ranking of the moment and two drawn from its first three hundred; behind each batch the ranking is learned anew. Objects are
 * those of a pool.
 *
 * @param features [object][feature]
 * @param prior by object: share of the pool that is less anomalous
 * @param wanted by object: what is looked for
 * @param fewest positives below which nothing is learned
 */
record LabelingTrial(double[][] features, double[] prior, boolean[] wanted, int fewest) {
    private static final int BATCH = 10;
    private static final int FROM_TOP = 8;
    private static final int RANDOM_AMONG = 300;

    /**
     * Wanted objects seen.
     *
     * @param in100 among the first 100 views, labeled ones counting
     * @param in200 among the first 200
     */
    record Seen(int in100, int in200) {}

    /**
     * Plays.
     *
     * @param kinds the learner, or several of which cross-validation chooses; none: nobody learns
     * @param labels how many are given, a multiple of ten; then the list is read down
     */
    Seen play(List<LearnerKind> kinds, int labels, long seed) {
        List<Integer> viewed = new ArrayList<>();
        boolean[] isViewed = new boolean[wanted.length];
        CounterRandom random = CounterRandom.of(seed, "labeling", 0, "");
        int[] order = order(prior);
        while (viewed.size() < labels) {
            int batch = viewed.size();
            for (int i = 0; i < order.length && viewed.size() < batch + FROM_TOP; i++) {
                view(order[i], viewed, isViewed);
            }
            int[] among = Arrays.stream(order)
                    .filter(i -> !isViewed[i])
                    .limit(RANDOM_AMONG)
                    .toArray();
            while (viewed.size() < batch + BATCH) {
                view(among[random.nextInt(among.length)], viewed, isViewed);
            }
            order = order(interest(kinds, viewed, seed));
        }
        for (int i = 0; i < order.length && viewed.size() < 200; i++) {
            view(order[i], viewed, isViewed);
        }
        return new Seen(count(viewed, 100), count(viewed, 200));
    }

    private static void view(int object, List<Integer> viewed, boolean[] isViewed) {
        if (!isViewed[object]) {
            isViewed[object] = true;
            viewed.add(object);
        }
    }

    private int count(List<Integer> viewed, int first) {
        return (int) viewed.stream().limit(first).filter(i -> wanted[i]).count();
    }

    private double[] interest(List<LearnerKind> kinds, List<Integer> viewed, long seed) {
        boolean[] positive = new boolean[viewed.size()];
        double[][] rows = new double[viewed.size()][];
        int positives = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = features[viewed.get(i)];
            positive[i] = wanted[viewed.get(i)];
            positives += positive[i] ? 1 : 0;
        }
        Blend blend = Blend.of(positives, fewest);
        if (kinds.isEmpty() || blend.weight() == 0 || positives == rows.length) {
            return prior;
        }
        LearnerKind kind = kinds.size() == 1
                ? kinds.get(0)
                : LearnerValidation.of(rows, positive, kinds, seed).best();
        Classifier learned = kind.fit(rows, positive, seed, false);
        return IntStream.range(0, wanted.length)
                .parallel()
                .mapToDouble(i -> blend.interest(learned.of(features[i]).probability(), prior[i]))
                .toArray();
    }

    /** By object, the share of all that come behind it in the order. */
    static double[] shares(double[] values) {
        int[] order = order(values);
        double[] shares = new double[values.length];
        for (int place = 0; place < order.length; place++) {
            shares[order[place]] = 1 - (place + 0.5) / order.length;
        }
        return shares;
    }

    /** Objects by descending value; of equals the first one first. */
    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** From anomaly scores, which become shares. */
    static LabelingTrial of(double[][] features, double[] anomaly, boolean[] wanted, int fewest) {
        return new LabelingTrial(features, shares(anomaly), wanted, fewest);
    }
}
