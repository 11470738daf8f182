package org.galaxyvae.pixel.maths;

/**
 * Some of many vectors, dimension by dimension, for products of all of them with a query: loops over named arrays of constant
 * length, which the compiler turns into vector code.
 */
final class VectorBlock {
    /** Vectors of a block: one of 32 dimensions stays in the first cache, and its loops have a constant length. */
    static final int WIDTH = 256;
    /** Dimensions that one loop takes together; what is missing is filled with zeros. */
    private static final int STEP = 8;

    private static final double FLOAT_ROUNDING = 0x1p-23;
    private static final double SMALLEST = 1e-30;

    /** The place of its first vector. */
    final int first;

    /** How many vectors it has, at most {@link #WIDTH}. */
    final int used;

    private final double largestSquare;
    /** [dimension][vector]. */
    private final float[][] columns;
    /** Of each vector minus half the squared length. */
    private final float[] minusHalves = new float[WIDTH];

    private VectorBlock(float[] rows, int dimensions, int first, int used) {
        this.first = first;
        this.used = used;
        this.columns = new float[padded(dimensions)][WIDTH];
        double largest = 0;
        for (int i = 0; i < used; i++) {
            int from = (first + i) * dimensions;
            for (int d = 0; d < dimensions; d++) {
                columns[d][i] = rows[from + d];
            }
            double square = squaredLength(rows, from, dimensions);
            minusHalves[i] = (float) (-square / 2);
            largest = square <= largest ? largest : square; // NaN stays
        }
        this.largestSquare = largest;
    }

    /** All vectors, block by block. */
    static VectorBlock[] of(float[] rows, int dimensions, int count) {
        VectorBlock[] blocks = new VectorBlock[(count + WIDTH - 1) / WIDTH];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new VectorBlock(rows, dimensions, i * WIDTH, Math.min(WIDTH, count - i * WIDTH));
        }
        return blocks;
    }

    /** A length that the loops can take. */
    static int padded(int dimensions) {
        return (dimensions + STEP - 1) / STEP * STEP;
    }

    static double squaredLength(float[] values, int from, int dimensions) {
        double square = 0;
        for (int i = from; i < from + dimensions; i++) {
            square += (double) values[i] * values[i];
        }
        return square;
    }

    /**
     * By how much a product and half a measured square may be wrong together at most: sums of so many terms in float (Higham
     * 2002, section 3.1), twice over. Infinite where float may not hold them.
     *
     * @param square of the query's length
     */
    double margin(double square) {
        double squares = square + largestSquare;
        return squares <= NearestVectors.LARGEST_SQUARE
                ? 2 * (columns.length + STEP + 2) * FLOAT_ROUNDING * squares + SMALLEST
                : Double.POSITIVE_INFINITY;
    }

    /** Of each vector v and the query q: q·v - |v|²/2, so that |q|² minus twice that is the squared distance. */
    void products(float[] query, float[] products) {
        System.arraycopy(minusHalves, 0, products, 0, WIDTH);
        for (int d = 0; d < columns.length; d += STEP) {
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
}
