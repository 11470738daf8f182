package org.galaxyvae.pixel.maths;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Vectors of one length, laid out so that the nearest ones to many others are found fast and exactly.
 *
 * <p>For each query and block a float product says how near each vector may be at most; only those that could be among the nearest
 * despite its rounding are measured, dimension by dimension in a fixed order. So the answer is that of measuring all, whatever
 * other queries are asked at the same time, and whatever the processor makes of the products.
 */
public final class NearestVectors implements Serializable {
    private static final long serialVersionUID = 1;
    /** Queries that pass over a block together: it stays in the first cache meanwhile. */
    private static final int TOGETHER = 64;
    /** Squares in float come near their end beyond. */
    static final double LARGEST_SQUARE = 1e30;

    /** What squared distances are summed in. */
    public enum Sums {
        DOUBLE,
        /** What is not finite, or overflows, is nobody's neighbor; in double it is refused. */
        FLOAT
    }

    private final Sums sums;
    private final int dimensions;
    /** [vector][dimension], flat. */
    private final float[] rows;

    private final int[] groups;
    private final transient VectorBlock[] blocks;

    private NearestVectors(Sums sums, int dimensions, float[] rows, int[] groups) {
        this.sums = sums;
        this.dimensions = dimensions;
        this.rows = rows;
        this.groups = groups;
        this.blocks = VectorBlock.of(rows, dimensions, groups.length);
    }

    /**
     * Lays vectors out.
     *
     * @param vectors of one length
     * @param groups of each vector: a query of the same group does not find it. From 0
     * @param sums what squared distances are summed in
     * @throws IllegalArgumentException where one has another length; of sums in double also where one is not finite or longer
     *     than 1e15
     */
    public static NearestVectors of(float[][] vectors, int[] groups, Sums sums) {
        int dimensions = vectors.length == 0 ? 0 : vectors[0].length;
        float[] rows = new float[Math.multiplyExact(vectors.length, dimensions)];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimensions) {
                throw new IllegalArgumentException("Invalid vector " + i + ": " + vectors[i].length
                        + " dimensions, expected " + dimensions + " as the first has");
            }
            if (sums == Sums.DOUBLE) {
                requireMeasurable(vectors[i], "vector " + i);
            }
            System.arraycopy(vectors[i], 0, rows, i * dimensions, dimensions);
        }
        return new NearestVectors(sums, dimensions, rows, groups.clone());
    }

    /** Vectors each of which is a group of its own, so that every query may find every vector; sums in double. */
    public static NearestVectors of(float[][] vectors) {
        int[] groups = new int[vectors.length];
        Arrays.setAll(groups, i -> i);
        return of(vectors, groups, Sums.DOUBLE);
    }

    private static void requireMeasurable(float[] vector, String name) {
        double square = VectorBlock.squaredLength(vector, 0, vector.length);
        if (!(square <= LARGEST_SQUARE)) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": squared length " + square + ", expected at most " + LARGEST_SQUARE);
        }
    }

    /** How many vectors there are. */
    public int size() {
        return groups.length;
    }

    /** A copy of the vector of that place. */
    public float[] vector(int place) {
        return Arrays.copyOfRange(rows, place * dimensions, (place + 1) * dimensions);
    }

    /** The group of the vector at that place: a query finds none of its own group. */
    public int group(int place) {
        return groups[place];
    }

    /**
     * What was found for a query.
     *
     * @param places of the vectors, nearest first
     * @param distances Euclidean
     */
    public record Found(int[] places, double[] distances) {}

    /**
     * The nearest vectors to each query, nearest first, ties by place; fewer than wanted where there are not so many.
     *
     * @param queries vectors of the same length; a few dozen at a time are faster than one
     * @param excluded of each the group that it must not find, or -1
     * @param wanted at least 1
     * @throws IllegalArgumentException where one has another length; of sums in double also where one is not finite or longer
     *     than 1e15
     */
    public Found[] nearest(float[][] queries, int[] excluded, int wanted) {
        Found[] found = new Found[queries.length];
        for (int from = 0; from < queries.length; from += TOGETHER) {
            int end = Math.min(queries.length, from + TOGETHER);
            NearestSearch[] searches = new NearestSearch[end - from];
            for (int i = from; i < end; i++) {
                searches[i - from] = search(queries[i], excluded[i], wanted);
            }
            float[] products = new float[VectorBlock.WIDTH];
            for (VectorBlock block : blocks) {
                for (NearestSearch search : searches) {
                    search.see(block, products);
                }
            }
            for (int i = from; i < end; i++) {
                found[i] = searches[i - from].found();
            }
        }
        return found;
    }

    /** The nearest vectors to one query, nearest first, ties by place. */
    public Found nearest(float[] query, int excluded, int wanted) {
        return nearest(new float[][] {query}, new int[] {excluded}, wanted)[0];
    }

    private NearestSearch search(float[] query, int excluded, int wanted) {
        if (query.length != dimensions && groups.length > 0) {
            throw new IllegalArgumentException(
                    "Invalid query: " + query.length + " dimensions, expected " + dimensions);
        }
        if (sums == Sums.DOUBLE) {
            requireMeasurable(query, "query");
        }
        return new NearestSearch(this, query, excluded, Math.max(1, Math.min(wanted, groups.length)));
    }

    /** The squared distance of a query from the vector of that place, or infinity where it is not found by that query. */
    double square(float[] query, int place, int excluded) {
        if (groups[place] == excluded) {
            return Double.POSITIVE_INFINITY;
        }
        return sums == Sums.DOUBLE ? doubleSquare(query, place) : floatSquare(query, place);
    }

    private double doubleSquare(float[] query, int place) {
        double sum = 0;
        for (int d = 0, at = place * dimensions; d < dimensions; d++, at++) {
            double difference = (double) query[d] - rows[at];
            sum += difference * difference;
        }
        return sum;
    }

    private float floatSquare(float[] query, int place) {
        float sum = 0;
        for (int d = 0, at = place * dimensions; d < dimensions; d++, at++) {
            float difference = rows[at] - query[d];
            sum += difference * difference;
        }
        return sum;
    }

    /** Only the rows travel. */
    private Object readResolve() {
        return new NearestVectors(sums, dimensions, rows, groups);
    }
}
