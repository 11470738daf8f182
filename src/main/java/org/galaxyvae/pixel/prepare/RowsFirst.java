package org.galaxyvae.pixel.prepare;

/**
 * The same averages as {@link CellAverages} of an image without gaps that is made smaller, in single precision and with the rows
 * averaged first: then nearly all of the work is one loop over adjacent numbers, and the columns are averaged once a cell's row.
 */
final class RowsFirst implements AveragedCells {
    private final AreaAverage columns;
    private final AreaAverage rows;
    private final int channels;
    private final float[][] partial;
    private final double[] means;
    private int open;

    /**
     * Whether it can be used: a cell is no smaller than a source pixel, so that a source row serves at most two.
     *
     * @param side of the window, source pixels
     */
    static boolean fits(double side, int cells) {
        return side >= cells;
    }

    /**
     * @param width columns of the source
     */
    RowsFirst(AreaAverage columns, AreaAverage rows, int channels, int width) {
        this.columns = columns;
        this.rows = rows;
        this.channels = channels;
        this.partial = new float[2][width * channels];
        this.means = new double[columns.cells() * columns.cells() * channels];
    }

    @Override
    public void add(int row, float[] source) {
        for (int cell = open; cell < rows.cells() && rows.first(cell) <= row; cell++) {
            double[] weights = rows.weights(cell);
            int i = row - rows.first(cell);
            float[] sums = partial[cell % 2];
            if (i == 0) {
                start((float) weights[0], source, sums);
            } else if (i < weights.length) {
                accumulate((float) weights[i], source, sums);
            }
            if (i >= weights.length - 1) {
                finish(cell, sums);
                open = cell + 1;
            }
        }
    }

    private static void start(float weight, float[] source, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = weight * source[i];
        }
    }

    private static void accumulate(float weight, float[] source, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * source[i];
        }
    }

    private void finish(int cellRow, float[] sums) {
        int into = cellRow * columns.cells() * channels;
        if (channels == 3) {
            finishColors(sums, into);
            return;
        }
        for (int column = 0; column < columns.cells(); column++) {
            double[] weights = columns.weights(column);
            for (int channel = 0; channel < channels; channel++) {
                int at = columns.first(column) * channels + channel;
                double sum = 0;
                for (double weight : weights) {
                    sum += weight * sums[at];
                    at += channels;
                }
                means[into++] = sum;
            }
        }
    }

    private void finishColors(float[] sums, int start) {
        int into = start;
        for (int column = 0; column < columns.cells(); column++) {
            int at = columns.first(column) * 3;
            double red = 0;
            double green = 0;
            double blue = 0;
            for (double weight : columns.weights(column)) {
                red += weight * sums[at];
                green += weight * sums[at + 1];
                blue += weight * sums[at + 2];
                at += 3;
            }
            means[into] = red;
            means[into + 1] = green;
            means[into + 2] = blue;
            into += 3;
        }
    }

    @Override
    public double[] means() {
        return means;
    }

    @Override
    public double share(int i) {
        return 1;
    }

    @Override
    public double invalidShare() {
        return 0;
    }
}
