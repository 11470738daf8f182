package org.galaxyvae.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Labeled objects ordered by one score, highest first; sorted once, measured often. */
final class Ranking {
    private final String name;
    private final LabeledObjects objects;
    /** Objects' places in {@link #objects}, best first; equal scores by id. */
    private final int[] order;
    /** For each group of equal scores, the position behind its last object. */
    private final int[] groupEnds;

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
        // the sort is stable and objects come ordered by id; + 0.0 makes the two zeros one
        order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i] + 0.0)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        groupEnds = IntStream.rangeClosed(1, order.length)
                .filter(end -> end == order.length || scores[order[end - 1]] != scores[order[end]])
                .toArray();
    }

    String name() {
        return name;
    }

    LabeledObjects objects() {
        return objects;
    }

    /** Area under the ROC curve: the chance that a positive stands above a negative, equal scores counting half. */
    double auc() {
        int[] once = new int[objects.size()];
        Arrays.fill(once, 1);
        return auc(once);
    }

    /**
     * The same where each object counts so many times; NaN where a class is missing. Linear in the objects.
     *
     * @param times in the order of {@link LabeledObjects}
     */
    double auc(int[] times) {
        long positivesAbove = 0;
        long negatives = 0;
        double wins = 0;
        int position = 0;
        for (int end : groupEnds) {
            long positivesHere = 0;
            long negativesHere = 0;
            for (; position < end; position++) {
                int object = order[position];
                if (objects.isPositive(object)) {
                    positivesHere += times[object];
                } else {
                    negativesHere += times[object];
                }
            }
            wins += negativesHere * (positivesAbove + 0.5 * positivesHere);
            positivesAbove += positivesHere;
            negatives += negativesHere;
        }
        return positivesAbove == 0 || negatives == 0 ? Double.NaN : wins / ((double) positivesAbove * negatives);
    }

    /** Sum over the groups of equal scores of the gain in recall times the precision down to the group's end. */
    double averagePrecision() {
        double sum = 0;
        long found = 0;
        int position = 0;
        for (int end : groupEnds) {
            long foundBefore = found;
            for (; position < end; position++) {
                found += objects.isPositive(order[position]) ? 1 : 0;
            }
            sum += (found - foundBefore) * ((double) found / end);
        }
        return sum / objects.positives();
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

    private long foundIn(int first) {
        return Arrays.stream(order, 0, first).filter(objects::isPositive).count();
    }
}
