package org.galaxyvae.pixel.maths;

import java.util.Arrays;

/** One query and the nearest vectors that it has found so far. */
final class NearestSearch {
    private final NearestVectors vectors;
    private final float[] query;
    private final float[] padded;
    private final int excluded;
    private final double squaredLength;
    private final int[] places;
    private final double[] squares;
    private int count;

    NearestSearch(NearestVectors vectors, float[] query, int excluded, int wanted) {
        this.vectors = vectors;
        this.query = query;
        this.padded = Arrays.copyOf(query, VectorBlock.padded(query.length));
        this.excluded = excluded;
        this.squaredLength = VectorBlock.squaredLength(query, 0, query.length);
        this.places = new int[wanted];
        this.squares = new double[wanted];
    }

    /**
     * Looks at the vectors of a block; blocks come in their order.
     *
     * @param products room for one of each vector
     */
    void see(VectorBlock block, float[] products) {
        block.products(padded, products);
        double margin = block.margin(squaredLength);
        float least = least(margin);
        for (int i = 0; i < block.used; i++) {
            // what is no number may be anything
            if (!(products[i] < least) && add(block.first + i)) {
                least = least(margin);
            }
        }
    }

    /** Products below it are of vectors that are too far. */
    private float least(double margin) {
        return count < squares.length
                ? Float.NEGATIVE_INFINITY
                : Math.nextDown((float) ((squaredLength - squares[count - 1]) / 2 - margin));
    }

    /** Whether it is one of the nearest so far. */
    private boolean add(int place) {
        double square = vectors.square(query, place, excluded);
        // places come in their order, so that of equal squares the first stays first
        int at = count;
        while (at > 0 && squares[at - 1] > square) {
            at--;
        }
        if (at == squares.length || !(square < Double.POSITIVE_INFINITY)) {
            return false;
        }
        int moved = Math.min(count, squares.length - 1) - at;
        System.arraycopy(squares, at, squares, at + 1, moved);
        System.arraycopy(places, at, places, at + 1, moved);
        squares[at] = square;
        places[at] = place;
        count = Math.min(count + 1, squares.length);
        return true;
    }

    NearestVectors.Found found() {
        double[] distances = new double[count];
        Arrays.setAll(distances, i -> Math.sqrt(squares[i]));
        return new NearestVectors.Found(Arrays.copyOf(places, count), distances);
    }
}
