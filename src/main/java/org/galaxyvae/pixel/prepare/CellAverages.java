package org.galaxyvae.pixel.prepare;

/** Averages in double precision, columns first, of an image that may have gaps. */
final class CellAverages implements AveragedCells {
    private final AreaAverage columns;
    private final AreaAverage rows;
    private final int cells;
    private final int channels;
    private final double[] narrow;
    private final double[] sums;
    private final double[] narrowShares;
    private final double[] shares;
    private int open;

    /**
     * @param masked whether samples may be missing: NaN, or beyond the source
     */
    CellAverages(AreaAverage columns, AreaAverage rows, int channels, boolean masked) {
        this.columns = columns;
        this.rows = rows;
        this.cells = columns.cells();
        this.channels = channels;
        this.narrow = new double[cells * channels];
        this.sums = new double[cells * narrow.length];
        this.narrowShares = new double[masked ? narrow.length : 0];
        this.shares = new double[masked ? sums.length : 0];
    }

    @Override
    public void add(int row, float[] source) {
        while (open < cells && rows.first(open) + rows.weights(open).length <= row) {
            open++;
        }
        if (open == cells || rows.first(open) > row) {
            return;
        }
        if (shares.length > 0) {
            narrowValid(source);
        } else if (channels == 3) {
            narrowColors(source);
        } else {
            narrowAll(source);
        }
        for (int cell = open; cell < cells && rows.first(cell) <= row; cell++) { // a row on an edge serves two cells
            int i = row - rows.first(cell);
            if (i < rows.weights(cell).length) {
                double weight = rows.weights(cell)[i];
                accumulate(narrow, weight, sums, cell * narrow.length);
                accumulate(narrowShares, weight, shares, cell * narrow.length);
            }
        }
    }

    private static void accumulate(double[] values, double weight, double[] into, int at) {
        for (int i = 0; i < values.length; i++) {
            into[at + i] += weight * values[i];
        }
    }

    private void narrowColors(float[] source) {
        for (int column = 0; column < cells; column++) {
            double[] weights = columns.weights(column);
            int at = columns.first(column) * 3;
            double red = 0;
            double green = 0;
            double blue = 0;
            for (double weight : weights) {
                red += weight * source[at];
                green += weight * source[at + 1];
                blue += weight * source[at + 2];
                at += 3;
            }
            narrow[column * 3] = red;
            narrow[column * 3 + 1] = green;
            narrow[column * 3 + 2] = blue;
        }
    }

    private void narrowAll(float[] source) {
        for (int column = 0; column < cells; column++) {
            double[] weights = columns.weights(column);
            for (int channel = 0; channel < channels; channel++) {
                int at = columns.first(column) * channels + channel;
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * source[at + i * channels];
                }
                narrow[column * channels + channel] = sum;
            }
        }
    }

    private void narrowValid(float[] source) {
        for (int column = 0; column < cells; column++) {
            double[] weights = columns.weights(column);
            for (int channel = 0; channel < channels; channel++) {
                int at = columns.first(column) * channels + channel;
                double sum = 0;
                double share = 0;
                for (int i = 0; i < weights.length; i++) {
                    float value = source[at + i * channels];
                    if (!Float.isNaN(value)) {
                        sum += weights[i] * value;
                        share += weights[i];
                    }
                }
                narrow[column * channels + channel] = sum;
                narrowShares[column * channels + channel] = share;
            }
        }
    }

    @Override
    public double[] means() {
        if (shares.length == 0) {
            return sums;
        }
        double[] means = new double[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = shares[i] > 0 ? sums[i] / shares[i] : Double.NaN;
        }
        return means;
    }

    @Override
    public double share(int i) {
        return shares.length == 0 ? 1 : shares[i];
    }

    @Override
    public double invalidShare() {
        if (shares.length == 0) {
            return 0;
        }
        double valid = 0;
        for (double share : shares) {
            valid += share;
        }
        double invalid = 1 - valid / shares.length;
        return invalid < 1e-9 ? 0 : Math.min(1, invalid); // rounding is no damage
    }
}
