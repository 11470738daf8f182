package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.galaxyvae.pixel.maths.NearestVectors;

/**
 * Mean Euclidean distance to the nearest reference vectors (after Angiulli and Pizzuti 2002), exact.
 *
 * <p>Every reference has a key of the content it came from; a query is never compared with references of its own key, so an
 * object of the reference, or a copy of it, is not its own neighbor. The same vector gives the same distance in any company.
 */
final class Neighbors implements Serializable {
    private static final long serialVersionUID = 2;

    private static final double SMALLEST_DISTANCE = 1e-9;
    private static final int NOBODY = -1;

    private final int nearest;
    private final NearestVectors references;
    private final double[] keys;
    /** Of each key the group that its references are in. */
    private final Map<Double, Integer> groups;
    /** Of each reference ln of its own distance; empty where no ratios are asked for. */
    private final double[] logDistances;

    private Neighbors(
            int nearest, NearestVectors references, double[] keys, Map<Double, Integer> groups, double[] logDistances) {
        this.nearest = nearest;
        this.references = references;
        this.keys = keys;
        this.groups = groups;
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
     * @param rows vectors of one length
     * @param keys one for each, see {@link Measured#contentKey}
     * @param nearest how many neighbors count, at least 1; all where there are fewer
     */
    static Neighbors of(float[][] rows, double[] keys, int nearest) {
        return of(rows, keys, nearest, new double[0]);
    }

    private static Neighbors of(float[][] rows, double[] keys, int nearest, double[] logDistances) {
        Map<Double, Integer> groups = new HashMap<>();
        int[] group = Arrays.stream(keys)
                .mapToInt(key -> groups.computeIfAbsent(key, other -> groups.size()))
                .toArray();
        // in float: scores that stand in tables were measured so
        NearestVectors references = NearestVectors.of(rows, group, NearestVectors.Sums.FLOAT);
        return new Neighbors(nearest, references, keys.clone(), groups, logDistances);
    }

    /** These neighbors, able to give ratios: compares every reference with all others once. */
    Neighbors withRatios() {
        float[][] rows = new float[keys.length][];
        Arrays.setAll(rows, references::vector);
        double[] logs = Arrays.stream(find(rows, keys))
                .mapToDouble(found -> logOf(found.distance()))
                .toArray();
        return new Neighbors(nearest, references, keys, groups, logs);
    }

    private static double logOf(double distance) {
        return Math.log(Math.max(SMALLEST_DISTANCE, distance));
    }

    /**
     * Finds the nearest references of each vector, or all where there are fewer.
     *
     * @param queries vectors; a few dozen at a time are faster than one
     * @param contents of each the key of its content
     */
    Found[] find(float[][] queries, double[] contents) {
        int[] excluded = Arrays.stream(contents)
                .mapToInt(key -> groups.getOrDefault(key, NOBODY))
                .toArray();
        return Arrays.stream(references.nearest(queries, excluded, nearest))
                .map(this::found)
                .toArray(Found[]::new);
    }

    private Found found(NearestVectors.Found near) {
        int count = near.places().length;
        double sum = 0;
        double logs = 0;
        for (int i = 0; i < count; i++) {
            sum += near.distances()[i];
            logs += logDistances.length == 0 ? Double.NaN : logDistances[near.places()[i]];
        }
        return count == 0 ? new Found(0, 0) : new Found(sum / count, logOf(sum / count) - logs / count);
    }

    /** Puts what {@link #of(FittedArrays, String, int)} needs under names that begin so. */
    void put(FittedArrays arrays, String name) {
        int count = keys.length;
        int dimensions = count == 0 ? 0 : references.vector(0).length;
        // [dimension][reference], as earlier versions searched them
        float[] columns = new float[dimensions * count];
        for (int i = 0; i < count; i++) {
            float[] row = references.vector(i);
            for (int d = 0; d < dimensions; d++) {
                columns[d * count + i] = row[d];
            }
        }
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
        float[][] rows = new float[keys.length][keys.length == 0 ? 0 : columns.length / keys.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < rows[i].length; d++) {
                rows[i][d] = columns[d * rows.length + i];
            }
        }
        return of(rows, keys, nearest, logs);
    }
}
