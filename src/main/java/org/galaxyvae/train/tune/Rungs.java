package org.galaxyvae.train.tune;

/**
 * The budgets of successive halving, in images presented.
 *
 * @param images of the last rung
 * @param count rungs, at least 1
 * @param reduction by which each rung's budget exceeds the one below (eta of Li et al. 2020)
 */
record Rungs(long images, int count, int reduction) {
    /** Images a trial has presented, since it began, when it leaves the rung. */
    long budget(int rung) {
        double budget = images;
        for (int above = count - 1; above > rung; above--) {
            budget /= reduction;
        }
        return Math.round(budget);
    }

    /** Images presented within the rung. */
    long step(int rung) {
        return budget(rung) - (rung == 0 ? 0 : budget(rung - 1));
    }

    int last() {
        return count - 1;
    }
}
