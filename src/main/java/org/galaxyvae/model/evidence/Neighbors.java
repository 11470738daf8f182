package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Mean Euclidean distance to the nearest reference vectors (after Angiulli and Pizzuti 2002), exact, by blocks.
 *
 * <p>Every reference has a key of the content it came from; a query is never compared with references of its own key, so an
 * object of the reference, or a copy of it, is not its own neighbor. Sums run in one fixed order: the same vector gives the
 * same distance in any company.
 */
final class Neighbors implements Serializable {
    private static final long serialVersionUID = 1;
    /** Floats of one block: its distances stay in the first cache. */
    private static final int BLOCK = 1024;

    private static final double SMALLEST_DISTANCE = 1e-9;

    private final int dimensions;
    private final int nearest;
    /** [dimension][reference]: the inner loop runs over references, which the compiler turns into vector code. */
    private final float[] columns;

    private final double[] keys;
    /** Of each reference ln of its own distance; empty where no ratios are asked for. */
    private final double[] logDistances;

    private Neighbors(int dimensions, int nearest, float[] columns, double[] keys, double[] logDistances) {
        this.dimensions = dimensions;
        this.nearest = nearest;
        this.columns = columns;
        this.keys = keys;
        this.logDistances = logDistances;
    }

    /**
     * What the nearest references say of a vector.
     *
     * @param distance the mean distance to them; 0 where there are none
     * @param ratio ln of that beyond the mean ln of their own distances: the local density of a vector against that of its
     *     neighbors (after the local outlier factor of Breunig et al. 2000); NaN where {@link #withRatios} was not called
     */
    record Found(double distance, double ratio) {}

    /**
     * Keeps the references.
     *
     * @param rows vectors of one length, finite
     * @param keys one for each, see {@link Measured#contentKey}
     * @param nearest how many neighbors count, at least 1; all where there are fewer
     */
    static Neighbors of(List<float[]> rows, double[] keys, int nearest) {
        int count = rows.size();
        int dimensions = count == 0 ? 0 : rows.get(0).length;
        float[] columns = new float[dimensions * count];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < dimensions; d++) {
                columns[d * count + i] = rows.get(i)[d];
            }
        }
        return new Neighbors(dimensions, nearest, columns, keys.clone(), new double[0]);
    }

    /** These neighbors, able to give ratios: compares every reference with all others once. */
    Neighbors withRatios() {
        double[] logs = new double[keys.length];
        float[] row = new float[dimensions];
        for (int i = 0; i < logs.length; i++) {
            for (int d = 0; d < dimensions; d++) {
                row[d] = columns[d * keys.length + i];
            }
            logs[i] = logOf(distance(row, keys[i]));
        }
        return new Neighbors(dimensions, nearest, columns, keys, logs);
    }

    private static double logOf(double distance) {
        return Math.log(Math.max(SMALLEST_DISTANCE, distance));
    }

    /** See {@link Found#distance}. */
    double distance(float[] query, double key) {
        return find(query, key).distance();
    }

    /**
     * Finds the nearest references, or all where there are fewer.
     *
     * @param key of the query's content
     */
    Found find(float[] query, double key) {
        double[] best = new double[nearest];
        int[] places = new int[nearest];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        float[] squares = new float[BLOCK];
        for (int from = 0; from < keys.length; from += BLOCK) {
            int count = Math.min(BLOCK, keys.length - from);
            squares(query, from, count, squares);
            for (int i = 0; i < count; i++) {
                if (squares[i] < best[nearest - 1] && keys[from + i] != key) {
                    insert(best, places, squares[i], from + i);
                }
            }
        }
        double sum = 0;
        double logs = 0;
        int found = 0;
        for (; found < nearest && best[found] < Double.POSITIVE_INFINITY; found++) {
            sum += Math.sqrt(best[found]);
            logs += logDistances.length == 0 ? Double.NaN : logDistances[places[found]];
        }
        return found == 0 ? new Found(0, 0) : new Found(sum / found, logOf(sum / found) - logs / found);
    }

    private void squares(float[] query, int from, int count, float[] squares) {
        Arrays.fill(squares, 0, count, 0);
        for (int d = 0; d < dimensions; d++) {
            add(squares, count, columns, d * keys.length + from, query[d]);
        }
    }

    private static void add(float[] squares, int count, float[] column, int from, float value) {
        for (int i = 0; i < count; i++) {
            float difference = column[from + i] - value;
            squares[i] += difference * difference;
        }
    }

    /** Into ascending order; the largest falls out. */
    private static void insert(double[] best, int[] places, double square, int place) {
        int at = best.length - 1;
        for (; at > 0 && best[at - 1] > square; at--) {
            best[at] = best[at - 1];
            places[at] = places[at - 1];
        }
        best[at] = square;
        places[at] = place;
    }

    /** Puts what {@link #of(FittedArrays, String, int)} needs under names that begin so. */
    void put(FittedArrays arrays, String name) {
        arrays.floats().put(name + ".vectors", columns);
        arrays.doubles().put(name + ".keys", keys);
        if (logDistances.length > 0) {
            arrays.doubles().put(name + ".log.distances", logDistances);
        }
    }

    /** Restores what {@link #put} kept. */
    static Neighbors of(FittedArrays arrays, String name, int nearest) {
        float[] columns = arrays.floats(name + ".vectors");
        double[] keys = arrays.doubles(name + ".keys");
        double[] logs = arrays.doubles().getOrDefault(name + ".log.distances", new double[0]);
        return new Neighbors(keys.length == 0 ? 0 : columns.length / keys.length, nearest, columns, keys, logs);
    }
}
