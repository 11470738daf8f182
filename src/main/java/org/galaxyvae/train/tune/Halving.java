package org.galaxyvae.train.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asynchronous successive halving (ASHA; Li, Jamieson, Rostamizadeh et al. 2020, MLSys, algorithm 2).
 *
 * <p>Whenever a slot is free: promote, from the highest rung that has one, a trial among the best 1/eta of those that have
 * left the rung; else begin a new trial at the bottom. Nobody waits for a rung to fill. When no trial is left to begin and
 * none may be promoted by that rule, the best of the highest rung is promoted until one trial has finished the last rung:
 * the paper's stream of trials never ends, ours does, and a search without a fully trained winner would be of no use.
 *
 * <p>What it says depends on nothing but the order of the calls. A failed trial counts in its rung as the worst.
 */
final class Halving {
    /**
     * A piece of work: a trial taken through a rung.
     *
     * @param trial from 0
     * @param rung from 0
     */
    record Assignment(int trial, int rung) {}

    private final int trials;
    private final int reduction;
    /** For each rung the values of the trials that have left it; minus infinity where one failed. */
    private final List<TreeMap<Integer, Double>> left = new ArrayList<>();
    /** For each rung the trials that are in it or have left it. */
    private final List<Set<Integer>> entered = new ArrayList<>();

    /**
     * A search that has not begun.
     *
     * @param trials to try
     * @param rungs at least 1
     * @param reduction eta, at least 2
     */
    Halving(int trials, int rungs, int reduction) {
        this.trials = trials;
        this.reduction = reduction;
        for (int rung = 0; rung < rungs; rung++) {
            left.add(new TreeMap<>());
            entered.add(new TreeSet<>());
        }
    }

    /** Takes the next piece of work, which then counts as running; empty where only running work can bring more. */
    Optional<Assignment> next() {
        Optional<Assignment> next = promotion();
        if (next.isEmpty()) {
            next = beginning();
        }
        if (next.isEmpty()
                && running() == 0
                && left.get(left.size() - 1).values().stream().allMatch(this::failed)) {
            next = lastPromotion();
        }
        next.ifPresent(assignment -> entered.get(assignment.rung()).add(assignment.trial()));
        return next;
    }

    /** Reports work that ended well; also for replaying what an earlier process did. */
    void finished(Assignment assignment, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("Invalid value of " + assignment + ": NaN, expected failed()");
        }
        record(assignment, value);
    }

    /** Reports work that failed; the trial is never promoted. */
    void failed(Assignment assignment) {
        record(assignment, Double.NEGATIVE_INFINITY);
    }

    private void record(Assignment assignment, double value) {
        entered.get(assignment.rung()).add(assignment.trial());
        left.get(assignment.rung()).put(assignment.trial(), value);
    }

    /** Pieces of work that were taken and not reported. */
    int running() {
        int running = 0;
        for (int rung = 0; rung < left.size(); rung++) {
            running += entered.get(rung).size() - left.get(rung).size();
        }
        return running;
    }

    private Optional<Assignment> promotion() {
        for (int rung = left.size() - 2; rung >= 0; rung--) {
            int best = left.get(rung).size() / reduction;
            Optional<Assignment> promotion = ofBest(rung, best);
            if (promotion.isPresent()) {
                return promotion;
            }
        }
        return Optional.empty();
    }

    private Optional<Assignment> beginning() {
        for (int trial = 0; trial < trials; trial++) {
            if (!entered.get(0).contains(trial)) {
                return Optional.of(new Assignment(trial, 0));
            }
        }
        return Optional.empty();
    }

    private Optional<Assignment> lastPromotion() {
        for (int rung = left.size() - 2; rung >= 0; rung--) {
            Optional<Assignment> promotion = ofBest(rung, left.get(rung).size());
            if (promotion.isPresent()) {
                return promotion;
            }
        }
        return Optional.empty();
    }

    /** The best of the first {@code count} that has not gone on; equal values in the order of trials. */
    private Optional<Assignment> ofBest(int rung, int count) {
        return left.get(rung).entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .filter(entry -> !failed(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(trial -> !entered.get(rung + 1).contains(trial))
                .findFirst()
                .map(trial -> new Assignment(trial, rung + 1));
    }

    private boolean failed(double value) {
        return value == Double.NEGATIVE_INFINITY;
    }
}
