package org.galaxyvae.show.map;

import java.util.stream.IntStream;

/** How much pairs of vectors belong together: t-SNE's joint probabilities (van der Maaten and Hinton 2008, equations 1 and 2). */
final class Affinities {
    private static final int STEPS = 64;
    private static final double ENTROPY_TOLERANCE = 1e-5;

    private Affinities() {}

    /**
     * p<sub>ij</sub> of every pair; they sum to 1.
     *
     * @param vectors at least 2
     * @param perplexity 2 to the power of the entropy of each vector's neighbors, below their number
     * @return [i][j], symmetric, 0 on the diagonal
     */
    static float[][] of(float[][] vectors, double perplexity) {
        int count = vectors.length;
        double[][] conditional = new double[count][];
        IntStream.range(0, count).parallel().forEach(i -> conditional[i] = conditional(vectors, i, perplexity));
        float[][] joint = new float[count][count];
        IntStream.range(0, count).parallel().forEach(i -> {
            for (int j = 0; j < count; j++) {
                joint[i][j] = (float) ((conditional[i][j] + conditional[j][i]) / (2 * count));
            }
        });
        return joint;
    }

    /** Of one vector: the Gaussian whose width gives the perplexity, by bisection. */
    static double[] conditional(float[][] vectors, int i, double perplexity) {
        double[] squares = squares(vectors, i);
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < squares.length; j++) {
            nearest = j == i ? nearest : Math.min(nearest, squares[j]);
        }
        double[] p = new double[squares.length];
        double wanted = Math.log(perplexity);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        for (int step = 0; step < STEPS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < p.length; j++) {
                double beyond = squares[j] - nearest; // so that the largest term is 1, whatever the scale
                p[j] = j == i ? 0 : Math.exp(-precision * beyond);
                sum += p[j];
                weighted += p[j] * beyond;
            }
            for (int j = 0; j < p.length; j++) {
                p[j] /= sum;
            }
            double entropy = Math.log(sum) + precision * weighted / sum;
            if (Math.abs(entropy - wanted) < ENTROPY_TOLERANCE) {
                break;
            }
            if (entropy > wanted) {
                low = precision;
                precision = high == Double.POSITIVE_INFINITY ? precision * 2 : (precision + high) / 2;
            } else {
                high = precision;
                precision = (precision + low) / 2;
            }
        }
        return p;
    }

    private static double[] squares(float[][] vectors, int i) {
        double[] squares = new double[vectors.length];
        for (int j = 0; j < vectors.length; j++) {
            for (int d = 0; d < vectors[i].length; d++) {
                double difference = (double) vectors[i][d] - vectors[j][d];
                squares[j] += difference * difference;
            }
        }
        return squares;
    }
}
