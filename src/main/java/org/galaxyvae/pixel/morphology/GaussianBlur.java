package org.galaxyvae.pixel.morphology;

/** Smoothing by a Gaussian cut at 3 sigma; beyond the edge the image goes on as its last pixel. */
final class GaussianBlur {
    private GaussianBlur() {}

    static double[] of(double[] image, int size, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        // along the rows into columns, twice: the second pass turns the image back
        return alongRows(alongRows(image, size, kernel), size, kernel);
    }

    private static double[] alongRows(double[] image, int size, double[] kernel) {
        int reach = kernel.length / 2;
        double[] padded = new double[size + 2 * reach];
        double[] turned = new double[image.length];
        for (int y = 0; y < size; y++) {
            for (int i = 0; i < padded.length; i++) {
                padded[i] = image[y * size + Math.min(size - 1, Math.max(0, i - reach))];
            }
            for (int x = 0; x < size; x++) {
                double value = 0;
                for (int i = 0; i < kernel.length; i++) {
                    value += kernel[i] * padded[x + i];
                }
                turned[x * size + y] = value;
            }
        }
        return turned;
    }
}
