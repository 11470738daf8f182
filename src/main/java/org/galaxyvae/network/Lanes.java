package org.galaxyvae.network;

/**
 * A few rows of a matrix [row, channel] side by side: as many lanes as fit the first-level cache, lane i belonging to channel
 * i modulo their number.
 *
 * <p>Loops over one row of 32 channels are too short for vector instructions to pay; loops over a thousand lanes are not.
 */
record Lanes(int channels) {
    /** With six arrays in use, 24 KiB. */
    private static final int ABOUT = 1024;

    /** Values added in float before they are added up in double. */
    private static final int FLOAT_TERMS = 64;

    /** Lanes, a multiple of the channels. */
    int count() {
        return channels * Math.max(1, ABOUT / channels);
    }

    /** The values, one for each channel or one for all, for every lane. */
    float[] repeat(float[] values) {
        float[] lanes = new float[count()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = values[i % values.length];
        }
        return lanes;
    }

    /** matrix[r][c] += row[c]. */
    void addRow(float[] matrix, float[] row, int length) {
        float[] rows = repeat(row);
        apply(matrix, length, (chunk, n) -> Elementwise.add(chunk, rows, n));
    }

    /** Applies a change to whole rows at a time, as many as there are lanes for. */
    void apply(float[] matrix, int length, Change change) {
        float[] chunk = new float[count()];
        for (int at = 0; at < length; at += chunk.length) {
            int n = Math.min(chunk.length, length - at);
            System.arraycopy(matrix, at, chunk, 0, n);
            change.apply(chunk, n);
            System.arraycopy(chunk, 0, matrix, at, n);
        }
    }

    /** Something done in place to the first n values of an array. */
    @FunctionalInterface
    interface Change {
        void apply(float[] values, int n);
    }

    /** The sum of each column. */
    float[] columnSums(float[] matrix, int length) {
        Sums sums = sums();
        float[] chunk = new float[count()];
        for (int at = 0; at < length; at += chunk.length) {
            int n = Math.min(chunk.length, length - at);
            System.arraycopy(matrix, at, chunk, 0, n);
            sums.add(chunk, n);
        }
        return sums.byChannel();
    }

    /** Sums of nothing yet. */
    Sums sums() {
        return new Sums(channels, count());
    }

    /** Sums by channel: a lane's in float for a while, then in double. */
    static final class Sums {
        private final float[] lanes;
        private final double[] channels;
        private int terms;

        Sums(int channels, int lanes) {
            this.lanes = new float[lanes];
            this.channels = new double[channels];
        }

        /** Adds whole rows from the array's beginning. */
        void add(float[] values, int n) {
            Elementwise.add(lanes, values, n);
            count();
        }

        /** Adds the products of whole rows. */
        void addProducts(float[] a, float[] b, int n) {
            Elementwise.addProduct(lanes, a, b, n);
            count();
        }

        float[] byChannel() {
            double[] exact = exactByChannel();
            float[] rounded = new float[exact.length];
            for (int c = 0; c < exact.length; c++) {
                rounded[c] = (float) exact[c];
            }
            return rounded;
        }

        double[] exactByChannel() {
            drain();
            return channels;
        }

        private void count() {
            terms++;
            if (terms == FLOAT_TERMS) {
                drain();
            }
        }

        private void drain() {
            for (int i = 0; i < lanes.length; i++) {
                channels[i % channels.length] += lanes[i];
                lanes[i] = 0;
            }
            terms = 0;
        }
    }
}
