package org.galaxyvae.score.evaluate;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.Order;

/**
 * Cells of equal numbers of objects alike in brightness and size: brightness is cut into up to ten groups of equal numbers, each
 * of them by size into as many. Whoever ranks within its cell cannot gain by liking big or bright objects.
 */
final class SurveyCells {
    private static final int MOST_A_SIDE = 10;
    private static final int FEWEST_A_CELL = 10;

    private final int[] cells;
    private final int count;

    /**
     * Divides the objects.
     *
     * @param brightness one number an object; NaN counts as the smallest
     * @param size one number an object; NaN counts as the smallest
     */
    SurveyCells(double[] brightness, double[] size) {
        int objects = brightness.length;
        int side = (int) Math.max(1, Math.min(MOST_A_SIDE, Math.sqrt((double) objects / FEWEST_A_CELL)));
        cells = new int[objects];
        count = side * side;
        int[] byBrightness = new Order(numbers(brightness), false).places();
        for (int group = 0; group < side; group++) {
            int from = part(objects, group, side);
            int to = part(objects, group + 1, side);
            double[] sizes = new double[to - from];
            for (int i = from; i < to; i++) {
                sizes[i - from] = size[byBrightness[i]];
            }
            int[] bySize = new Order(numbers(sizes), false).places();
            for (int i = 0; i < bySize.length; i++) {
                int part = (int) ((long) i * side / bySize.length);
                cells[byBrightness[from + bySize[i]]] = group * side + part;
            }
        }
    }

    private static double[] numbers(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value)
                .toArray();
    }

    private static int part(int objects, int part, int parts) {
        return (int) ((long) objects * part / parts);
    }

    /**
     * For each object the share of its cell that stands above it by the score; ordered by it, ascending, the first objects are
     * the best of every cell, in proportion to the cells. Equal scores keep the order of the objects.
     */
    double[] shareAbove(double[] scores) {
        int[] members = new int[count];
        for (int cell : cells) {
            members[cell]++;
        }
        int[] seen = new int[count];
        double[] shares = new double[cells.length];
        for (int object : new Order(scores, true).places()) {
            int cell = cells[object];
            shares[object] = (seen[cell]++ + 0.5) / members[cell];
        }
        return shares;
    }
}
