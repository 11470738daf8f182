package org.galaxyvae.pixel.draw;

/**
 * Mean structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004, equation 13): Gaussian window of 11 × 11 pixels with
 * sigma 1.5, K1 = 0.01, K2 = 0.03, range 1; only windows inside the image; mean over windows and channels. 1 for equal
 * images. One thread at a time: it holds buffers.
 */
public final class StructuralSimilarity {
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    private static final double[] WEIGHTS = weights();

    private final int size;
    private final int channels;
    private final double[] product;
    private final double[] columns;
    private final double[][] means;

    /**
     * For images of one shape.
     *
     * @param size side, pixels, at least 11
     * @param channels values a pixel
     */
    public StructuralSimilarity(int size, int channels) {
        if (size < WINDOW || channels < 1) {
            throw new IllegalArgumentException("Invalid image: " + size + " pixels a side, " + channels
                    + " channels, expected at least " + WINDOW + " and 1");
        }
        this.size = size;
        this.channels = channels;
        int inside = size - WINDOW + 1;
        product = new double[size * size * channels];
        columns = new double[inside * size * channels];
        means = new double[5][inside * inside * channels];
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double d = i - WINDOW / 2;
            weights[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * The similarity of two images, each [row, column, channel] in [0, 1].
     *
     * @param from where the first image begins in its array
     * @param otherFrom where the second begins
     */
    public double of(float[] image, int from, float[] other, int otherFrom) {
        int length = product.length;
        for (int i = 0; i < length; i++) {
            product[i] = image[from + i];
        }
        smooth(means[0]);
        for (int i = 0; i < length; i++) {
            product[i] *= product[i];
        }
        smooth(means[1]);
        for (int i = 0; i < length; i++) {
            product[i] = other[otherFrom + i];
        }
        smooth(means[2]);
        for (int i = 0; i < length; i++) {
            product[i] *= product[i];
        }
        smooth(means[3]);
        for (int i = 0; i < length; i++) {
            product[i] = image[from + i] * (double) other[otherFrom + i];
        }
        smooth(means[4]);
        double sum = 0;
        for (int i = 0; i < means[0].length; i++) {
            double x = means[0][i];
            double y = means[2][i];
            double variances = means[1][i] - x * x + means[3][i] - y * y;
            double covariance = means[4][i] - x * y;
            sum += (2 * x * y + C1) * (2 * covariance + C2) / ((x * x + y * y + C1) * (variances + C2));
        }
        return sum / means[0].length;
    }

    /** Down the columns, then along the rows; inner loops run over neighboring values, so that they become vectors. */
    private void smooth(double[] target) {
        int row = size * channels;
        int inside = size - WINDOW + 1;
        java.util.Arrays.fill(columns, 0);
        for (int y = 0; y < inside; y++) {
            for (int k = 0; k < WINDOW; k++) {
                add(product, (y + k) * row, WEIGHTS[k], columns, y * row, row);
            }
        }
        int insideRow = inside * channels;
        java.util.Arrays.fill(target, 0);
        for (int y = 0; y < inside; y++) {
            for (int k = 0; k < WINDOW; k++) {
                add(columns, y * row + k * channels, WEIGHTS[k], target, y * insideRow, insideRow);
            }
        }
    }

    private static void add(double[] source, int from, double weight, double[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] += weight * source[from + i];
        }
    }
}
