package org.galaxyvae.model.registry;

import java.util.Locale;

/**
 * One measure of two models on the same objects; more is better.
 *
 * @param question what was asked, as options of {@code evaluate}
 * @param objects of how many objects
 * @param measure its name
 * @param production of the model in production, 0 to 1
 * @param model of the other
 */
record ModelComparison(String question, String objects, String measure, double production, double model) {
    /** Far below any tolerance: 0.85 - 0.83 is a little more than 0.02 in binary. */
    private static final double ROUNDING = 1e-9;

    /** Whether the other is worse by more than the tolerance, or no number. */
    boolean isWorse(double tolerance) {
        return !(production - model <= tolerance + ROUNDING);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s of %s (%s): %.4f, production %.4f", measure, question, objects, model, production);
    }
}
