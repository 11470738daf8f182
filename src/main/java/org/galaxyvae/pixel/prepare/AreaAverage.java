package org.galaxyvae.pixel.prepare;

import java.util.Arrays;

/**
 * Exact area-averaging along one axis: output cell i is the mean of the source over [start + i w, start + (i + 1) w], where
 * a source pixel that the cell covers in part counts by that part. What a cell covers beyond the source has no pixel.
 */
public final class AreaAverage {
    private final int[] first;
    private final double[][] weights;

    /**
     * @param start left edge of the first cell, in source pixels
     * @param length what all cells cover together, in source pixels
     * @param cells the number of cells
     * @param sourcePixels the source's length
     */
    public AreaAverage(double start, double length, int cells, int sourcePixels) {
        first = new int[cells];
        weights = new double[cells][];
        for (int cell = 0; cell < cells; cell++) {
            double low = start + length * cell / cells;
            double high = start + length * (cell + 1) / cells;
            int from = (int) Math.max(0, Math.min(Math.floor(low), sourcePixels - 1.0));
            int to = (int) Math.min(Math.max(Math.ceil(high), from + 1.0), sourcePixels);
            first[cell] = from;
            weights[cell] = new double[to - from];
            for (int pixel = from; pixel < to; pixel++) {
                weights[cell][pixel - from] = Math.max(0, Math.min(high, pixel + 1) - Math.max(low, pixel));
            }
            // a sum that rounding makes a little more or less than the width would show in the pixels
            double sum = low < 0 || high > sourcePixels
                    ? high - low
                    : Arrays.stream(weights[cell]).sum();
            for (int i = 0; i < weights[cell].length; i++) {
                weights[cell][i] /= sum;
            }
        }
    }

    public int cells() {
        return first.length;
    }

    /** The cell's first source pixel. */
    public int first(int cell) {
        return first[cell];
    }

    /** The weights of the cell's source pixels, from the first on; their sum is 1 where the cell lies inside the source. */
    public double[] weights(int cell) {
        return weights[cell];
    }
}
