package org.galaxyvae.lab.disentangle;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A known property of the objects.
 *
 * @param name in lower_snake_case
 * @param values one an object; NaN where it is not known
 * @param isAngle whether values are degrees of an axis, where 0 and 180 are the same
 */
record Factor(String name, double[] values, boolean isAngle) {
    private static final double HALF_TURN_DEG = 180;

    /**
     * A column of numbers that ends where the next value is far from the last: what correlations and regressions are of.
     *
     * @param name the factor's, or {@code cos2_<factor>} and {@code sin2_<factor>} of an angle, which meet where it does
     */
    record Target(String name, double[] values) {}

    /** One column, or two of an angle. */
    List<Target> targets() {
        if (!isAngle) {
            return List.of(new Target(name, values));
        }
        double[] cos = new double[values.length];
        double[] sin = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            cos[i] = Math.cos(2 * Math.toRadians(values[i]));
            sin[i] = Math.sin(2 * Math.toRadians(values[i]));
        }
        return List.of(new Target("cos2_" + name, cos), new Target("sin2_" + name, sin));
    }

    /** Places of the objects that have it. */
    int[] known() {
        return IntStream.range(0, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
    }

    /** This factor of some objects alone. */
    Factor of(int[] objects) {
        double[] chosen = new double[objects.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] =
                    isAngle ? (values[objects[i]] % HALF_TURN_DEG + HALF_TURN_DEG) % HALF_TURN_DEG : values[objects[i]];
        }
        return new Factor(name, chosen, isAngle);
    }

    /** Some objects of latent units, [unit][object]. */
    static double[][] of(double[][] units, int[] objects) {
        double[][] chosen = new double[units.length][objects.length];
        for (int unit = 0; unit < units.length; unit++) {
            for (int i = 0; i < objects.length; i++) {
                chosen[unit][i] = units[unit][objects[i]];
            }
        }
        return chosen;
    }
}
