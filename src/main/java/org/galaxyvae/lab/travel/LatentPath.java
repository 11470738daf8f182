package org.galaxyvae.lab.travel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways from one latent vector to another.
 *
 * @param points from the first to the second, both included, at equal steps
 * @param note why the way is another than the one asked for, or null
 */
record LatentPath(List<float[]> points, @Nullable String note) {
    /** Where the sine of the angle between two vectors is below it the arc is no longer numerically defined. */
    private static final double LEAST_SINE = 1e-6;

    /**
     * The straight line.
     *
     * @param steps points, at least 2
     */
    static LatentPath linear(float[] from, float[] to, int steps) {
        return along(from, to, steps, t -> new double[] {1 - t, t}, null);
    }

    /**
     * The arc about the origin (Shoemake 1985, section 3.3), where the length goes from that of one end to that of the other:
     * a draw from the prior lies near a sphere, and the straight line cuts through its empty inside.
     *
     * <p>Where there is no such arc, or no single one, it is the straight line with a note: an end is the origin, or the ends
     * lie opposite to each other. Ends of one direction have the straight line as their arc.
     *
     * @param steps points, at least 2
     */
    static LatentPath spherical(float[] from, float[] to, int steps) {
        double fromLength = Math.sqrt(dot(from, from));
        double toLength = Math.sqrt(dot(to, to));
        if (fromLength == 0 || toLength == 0) {
            return instead(from, to, steps, "an end is the origin, which has no direction");
        }
        double cosine = Math.max(-1, Math.min(1, dot(from, to) / (fromLength * toLength)));
        double angle = Math.acos(cosine);
        double sine = Math.sin(angle);
        if (sine < LEAST_SINE) {
            return cosine > 0
                    ? linear(from, to, steps)
                    : instead(from, to, steps, "the ends lie opposite to each other, so that no arc is the shortest");
        }
        return along(
                from,
                to,
                steps,
                t -> new double[] {Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine},
                null);
    }

    /** Weights of both ends at a place of the way, 0 to 1. */
    private interface Weights {
        double[] at(double t);
    }

    private static LatentPath instead(float[] from, float[] to, int steps, String why) {
        return new LatentPath(linear(from, to, steps).points(), "slerp is the straight line: " + why);
    }

    private static LatentPath along(float[] from, float[] to, int steps, Weights weights, @Nullable String note) {
        if (from.length != to.length || steps < 2) {
            throw new IllegalArgumentException("Invalid way: " + steps + " points from a vector of " + from.length
                    + " to one of " + to.length + ", expected at least 2 and equal lengths");
        }
        List<float[]> points = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            double[] share = weights.at((double) step / (steps - 1));
            float[] point = new float[from.length];
            for (int i = 0; i < point.length; i++) {
                point[i] = (float) (share[0] * from[i] + share[1] * to[i]);
            }
            points.add(point);
        }
        points.set(0, from.clone()); // exact whatever the rounding
        points.set(steps - 1, to.clone());
        return new LatentPath(points, note);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
