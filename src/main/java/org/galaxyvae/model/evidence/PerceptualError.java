package org.galaxyvae.model.evidence;

/**
 * How differently the network's own encoder sees an image and its reconstruction: the distance between their feature maps, as
 * in perceptual losses (Johnson, Alahi and Fei-Fei 2016) and the deep feature consistent autoencoder (Hou et al. 2017), but
 * with features that were learned on the survey itself.
 */
final class PerceptualError {
    /** Keeps the logarithm of no difference finite. */
    private static final double SMALLEST = 1e-12;

    private final int pixels;
    private final int channels;
    private final float[] weights;

    /**
     * For maps of one shape.
     *
     * @param sigma of the Gaussian weight around the middle, share of the side
     */
    PerceptualError(int side, int channels, double sigma) {
        this.pixels = side * side;
        this.channels = channels;
        this.weights = new float[pixels];
        double[] exact = EvidenceModel.centralWeights(side, sigma);
        for (int i = 0; i < pixels; i++) {
            weights[i] = (float) exact[i];
        }
    }

    /** Values of one image's features. */
    int length() {
        return pixels * channels;
    }

    /**
     * The mean over channels of ln(weighted mean over pixels of the squared difference): every channel counts by the factor it
     * is off, whatever its scale.
     *
     * @param image features [image, row, column, channel]
     * @param reconstruction same shape
     * @param from where the image begins in both
     */
    double of(float[] image, float[] reconstruction, int from) {
        float[] sums = new float[channels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            addSquares(sums, image, reconstruction, from + pixel * channels, weights[pixel]);
        }
        double sum = 0;
        for (float channel : sums) {
            sum += Math.log(Math.max(SMALLEST, channel));
        }
        return sum / channels;
    }

    private static void addSquares(float[] sums, float[] a, float[] b, int from, float weight) {
        for (int c = 0; c < sums.length; c++) {
            float difference = a[from + c] - b[from + c];
            sums[c] += weight * difference * difference;
        }
    }
}
