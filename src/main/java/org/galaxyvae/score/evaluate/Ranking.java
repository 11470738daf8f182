package org.galaxyvae.score.evaluate;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.Order;

/** Labeled objects ordered by one score, highest first; sorted once, measured often. */
final class Ranking {
    /** The cut of {@link Measures#recallAtCut}. */
    static final int CUT = 100;

    private final String name;
    private final LabeledObjects objects;
    private final double[] scores;
    /** Objects' places in {@link #objects}, best first; equal scores by id. */
    private final int[] order;
    /** By position in the order: whether the object is one to be found, and whether its score is the last of its equals. */
    private final boolean[] positive;

    private final boolean[] endsTie;

    /**
     * Sorts the objects.
     *
     * @param name the score's name, for messages
     * @param scores one for each object; higher means more anomalous; infinite is allowed, NaN is not
     */
    Ranking(String name, LabeledObjects objects, double[] scores) {
        if (scores.length != objects.size()) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + scores.length + " scores, expected " + objects.size());
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(
                        "Cannot rank by " + name + ": NaN, expected a number for object " + objects.objectId(i));
            }
        }
        this.name = name;
        this.objects = objects;
        this.scores = scores.clone();
        // equal values keep their order, and objects come ordered by id
        Order sorted = new Order(scores, true);
        order = sorted.places();
        positive = new boolean[order.length];
        endsTie = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            positive[i] = objects.isPositive(order[i]);
            endsTie[i] = sorted.endsTie(i);
        }
    }

    String name() {
        return name;
    }

    LabeledObjects objects() {
        return objects;
    }

    /** The score of the object at this position of the order. */
    double scoreAt(int position) {
        return scores[order[position]];
    }

    boolean isPositiveAt(int position) {
        return positive[position];
    }

    /** How often the object at this position counts, of numbers in the order of {@link LabeledObjects}. */
    int timesAt(int position, int[] times) {
        return times[order[position]];
    }

    boolean endsTieAt(int position) {
        return endsTie[position];
    }

    /**
     * What one walk down the order gives.
     *
     * @param auc area under the ROC curve: the chance that a positive stands above a negative, equal scores counting half
     * @param averagePrecision sum over the groups of equal scores of the gain in recall times the precision down to the
     *     group's end
     * @param recallAtCut share of the positives among the first 100
     */
    record Measures(double auc, double averagePrecision, double recallAtCut) {}

    /** Measures with each object counting once. */
    Measures measures() {
        int[] once = new int[objects.size()];
        Arrays.fill(once, 1);
        return measures(once);
    }

    /**
     * The same where each object counts so many times; all NaN where a class is missing. Linear in the objects.
     *
     * @param times in the order of {@link LabeledObjects}
     */
    Measures measures(int[] times) {
        long positives = 0;
        long negatives = 0;
        long positivesHere = 0;
        long negativesHere = 0;
        double wins = 0;
        double precisions = 0;
        long foundAtCut = 0;
        for (int i = 0; i < order.length; i++) {
            int count = times[order[i]];
            if (positive[i]) {
                long before = positives + negatives + positivesHere + negativesHere;
                foundAtCut += Math.max(0, Math.min(count, CUT - before));
                positivesHere += count;
            } else {
                negativesHere += count;
            }
            if (endsTie[i]) {
                wins += negativesHere * (positives + 0.5 * positivesHere);
                positives += positivesHere;
                negatives += negativesHere;
                if (positivesHere > 0) {
                    precisions += positivesHere * (double) positives / (positives + negatives);
                }
                positivesHere = 0;
                negativesHere = 0;
            }
        }
        return positives == 0 || negatives == 0
                ? new Measures(Double.NaN, Double.NaN, Double.NaN)
                : new Measures(
                        wins / ((double) positives * negatives),
                        precisions / positives,
                        (double) foundAtCut / positives);
    }

    /** The share of the first {@code count} objects (of all, where there are fewer) that are positive. */
    double precisionAt(int count) {
        int first = Math.min(count, order.length);
        return (double) foundIn(first) / first;
    }

    /** The share of the positives among the first {@code count} objects. */
    double recallAt(int count) {
        return (double) foundIn(Math.min(count, order.length)) / objects.positives();
    }

    private int foundIn(int first) {
        int found = 0;
        for (int i = 0; i < first; i++) {
            found += positive[i] ? 1 : 0;
        }
        return found;
    }
}
