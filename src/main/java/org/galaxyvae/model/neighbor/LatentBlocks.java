package org.galaxyvae.model.neighbor;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Vectors of one length, laid out so that the nearest ones to many others are found fast and exactly.
 *
 * <p>For each query and block a float product says how near each vector may be at most; only those that could be among the nearest
 * despite its rounding are measured in double, as {@link Query#square} does. So the answer is that of comparing all in double.
 */
public final class LatentBlocks implements Serializable {
    private static final long serialVersionUID = 1;
    /** Vectors of a block: a block of 32 dimensions stays in the first cache, and its loops have a constant length. */
    private static final int WIDTH = 256;
    /** Dimensions that one loop takes together; what is missing is filled with zeros. */
    private static final int STEP = 8;
    /** Beyond, squares in float come near their end. */
    private static final double LARGEST_SQUARE = 1e30;

    private static final int QUERY = -1;
    private static final double FLOAT_ROUNDING = 0x1p-23;
    private static final double SMALLEST = 1e-30;

    private final int dimensions;
    /** [vector][dimension], flat. */
    private final float[] rows;

    private final int[] groups;
    private final double largestSquare;
    /** [block][dimension][vector]. */
    private final transient float[][][] blocks;
    /** [block][vector]: minus half the squared length. */
    private final transient float[][] minusHalves;

    private LatentBlocks(int dimensions, float[] rows, int[] groups) {
        this.dimensions = dimensions;
        this.rows = rows;
        this.groups = groups;
        int count = groups.length;
        int blockCount = (count + WIDTH - 1) / WIDTH;
        this.blocks = new float[blockCount][padded(dimensions)][WIDTH];
        this.minusHalves = new float[blockCount][WIDTH];
        double largest = 0;
        for (int i = 0; i < count; i++) {
            float[][] block = blocks[i / WIDTH];
            double square = 0;
            for (int d = 0; d < dimensions; d++) {
                float value = rows[i * dimensions + d];
                block[d][i % WIDTH] = value;
                square += (double) value * value;
            }
            requireMeasurable(square, i);
            minusHalves[i / WIDTH][i % WIDTH] = (float) (-square / 2);
            largest = Math.max(largest, square);
        }
        this.largestSquare = largest;
    }

    /**
     * Lays vectors out.
     *
     * @param vectors of one length, finite
     * @param groups of each vector: a query of the same group does not find it. From 0
     * @throws IllegalArgumentException where one is not finite or longer than 1e15, or has another length
     */
    public static LatentBlocks of(float[][] vectors, int[] groups) {
        int dimensions = vectors.length == 0 ? 0 : vectors[0].length;
        float[] rows = new float[Math.multiplyExact(vectors.length, dimensions)];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimensions) {
                throw new IllegalArgumentException("Invalid vector " + i + ": " + vectors[i].length
                        + " dimensions, expected " + dimensions + " as the first has");
            }
            System.arraycopy(vectors[i], 0, rows, i * dimensions, dimensions);
        }
        return new LatentBlocks(dimensions, rows, groups.clone());
    }

    /** Blocks of vectors each of which is a group of its own, so that every query may find every vector. */
    public static LatentBlocks of(float[][] vectors) {
        int[] groups = new int[vectors.length];
        Arrays.setAll(groups, i -> i);
        return of(vectors, groups);
    }

    private static int padded(int dimensions) {
        return (dimensions + STEP - 1) / STEP * STEP;
    }

    private static void requireMeasurable(double square, int vector) {
        if (!(square <= LARGEST_SQUARE)) {
            throw new IllegalArgumentException("Invalid " + (vector == QUERY ? "query" : "vector " + vector)
                    + ": squared length " + square + ", expected at most " + LARGEST_SQUARE);
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
     * The nearest vectors to each query, nearest first, ties by place; fewer than wanted where there are not so many.
     *
     * @param queries vectors of the same length, finite; a few dozen at a time keep the caches warm
     * @param excluded of each the group that it must not find, or -1
     * @param wanted at least 1
     */
    public Found[] nearest(float[][] queries, int[] excluded, int wanted) {
        Search[] searches = new Search[queries.length];
        for (int i = 0; i < queries.length; i++) {
            searches[i] = new Search(queries[i], excluded[i], wanted);
        }
        float[] products = new float[WIDTH];
        for (int block = 0; block < blocks.length; block++) {
            int used = Math.min(WIDTH, groups.length - block * WIDTH);
            for (Search search : searches) {
                products(block, search.padded, products);
                search.see(products, block * WIDTH, used);
            }
        }
        return Arrays.stream(searches).map(Search::found).toArray(Found[]::new);
    }

    /** The nearest vectors to one query, nearest first, ties by place. */
    public Found nearest(float[] query, int excluded, int wanted) {
        return nearest(new float[][] {query}, new int[] {excluded}, wanted)[0];
    }

    /**
     * What was found for a query.
     *
     * @param places of the vectors, nearest first
     * @param distances Euclidean
     */
    public record Found(int[] places, double[] distances) {}

    /** Of each vector v of a block and the query q: q·v - |v|²/2, so that |q|² minus twice that is the squared distance. */
    private void products(int block, float[] query, float[] products) {
        System.arraycopy(minusHalves[block], 0, products, 0, WIDTH);
        float[][] columns = blocks[block];
        for (int d = 0; d < columns.length; d += STEP) {
            add(columns, d, query, products);
        }
    }

    private static void add(float[][] columns, int d, float[] query, float[] products) {
        add(
                columns[d],
                columns[d + 1],
                columns[d + 2],
                columns[d + 3],
                columns[d + 4],
                columns[d + 5],
                columns[d + 6],
                columns[d + 7],
                query[d],
                query[d + 1],
                query[d + 2],
                query[d + 3],
                query[d + 4],
                query[d + 5],
                query[d + 6],
                query[d + 7],
                products);
    }

    /** Arrays and factors by name and a constant length: only so does the compiler make vector code of it. */
    private static void add(
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] e,
            float[] f,
            float[] g,
            float[] h,
            float fa,
            float fb,
            float fc,
            float fd,
            float fe,
            float ff,
            float fg,
            float fh,
            float[] sums) {
        for (int i = 0; i < WIDTH; i++) {
            sums[i] += fa * a[i] + fb * b[i] + fc * c[i] + fd * d[i] + fe * e[i] + ff * f[i] + fg * g[i] + fh * h[i];
        }
    }

    /** One query and what it has found. */
    private final class Search {
        private final float[] query;
        private final float[] padded;
        private final int excluded;
        private final double square;
        /** More than float sums of so many terms can be wrong by (Higham 2002, section 3.1, twice over). */
        private final double margin;

        private final int[] places;
        private final double[] squares;
        private int count;
        /** Products below it are of vectors that are too far. */
        private float least = Float.NEGATIVE_INFINITY;

        Search(float[] query, int excluded, int wanted) {
            if (query.length != dimensions && groups.length > 0) {
                throw new IllegalArgumentException(
                        "Invalid query: " + query.length + " dimensions, expected " + dimensions);
            }
            this.query = query;
            this.padded = Arrays.copyOf(query, LatentBlocks.padded(query.length));
            this.excluded = excluded;
            double sum = 0;
            for (float value : query) {
                sum += (double) value * value;
            }
            requireMeasurable(sum, QUERY);
            this.square = sum;
            this.margin = (dimensions + STEP + 2) * FLOAT_ROUNDING * (sum + largestSquare) + SMALLEST;
            int most = Math.max(1, Math.min(wanted, groups.length));
            this.places = new int[most];
            this.squares = new double[most];
        }

        void see(float[] products, int first, int used) {
            for (int i = 0; i < used; i++) {
                if (products[i] >= least) {
                    see(first + i);
                }
            }
        }

        private void see(int place) {
            if (groups[place] == excluded) {
                return;
            }
            double sum = 0;
            for (int d = 0, at = place * dimensions; d < dimensions; d++, at++) {
                double difference = (double) query[d] - rows[at];
                sum += difference * difference;
            }
            // places come in their order, so that of equal squares the first stays first
            int at = count;
            while (at > 0 && squares[at - 1] > sum) {
                at--;
            }
            if (at == squares.length) {
                return;
            }
            int moved = Math.min(count, squares.length - 1) - at;
            System.arraycopy(squares, at, squares, at + 1, moved);
            System.arraycopy(places, at, places, at + 1, moved);
            squares[at] = sum;
            places[at] = place;
            count = Math.min(count + 1, squares.length);
            if (count == squares.length) {
                double limit = (square - squares[count - 1]) / 2 - margin;
                least = Math.nextDown((float) limit);
            }
        }

        Found found() {
            double[] distances = new double[count];
            for (int i = 0; i < count; i++) {
                distances[i] = Math.sqrt(squares[i]);
            }
            return new Found(Arrays.copyOf(places, count), distances);
        }
    }

    /** Only the rows travel. */
    private Object readResolve() {
        return new LatentBlocks(dimensions, rows, groups);
    }
}
