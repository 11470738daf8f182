package org.galaxyvae.label.classify;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.Cholesky;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Logistic regression with a Gaussian prior on its coefficients (ridge), by Newton's method (Hastie, Tibshirani and Friedman
 * 2009, section 4.4.1); uncertain by the spread of fits to resampled examples.
 */
public final class LogisticRegression implements Classifier {
    private static final long serialVersionUID = 1;
    private static final int MOST_STEPS = 25;
    private static final double ENOUGH = 1e-8;
    /** The intercept is not held back, but for what keeps a matrix of one class regular. */
    private static final double INTERCEPT_PENALTY = 1e-3;

    private final double[] coefficients;
    private final double[][] resampled;

    private LogisticRegression(double[] coefficients, double[][] resampled) {
        this.coefficients = coefficients;
        this.resampled = resampled;
    }

    /**
     * Fits.
     *
     * @param examples standardized, since one penalty holds for all features
     * @param penalty inverse variance of the coefficients' prior, above 0
     * @param resamples fits behind the standard deviation; 0: it is always 0
     */
    public static LogisticRegression fit(Examples examples, double penalty, int resamples, long seed) {
        int[] all = IntStream.range(0, examples.size()).toArray();
        return new LogisticRegression(
                coefficients(examples, all, penalty),
                IntStream.range(0, resamples)
                        .parallel()
                        .mapToObj(resample -> {
                            CounterRandom random = CounterRandom.of(seed, "logistic", resample, "");
                            return coefficients(
                                    examples,
                                    Arrays.stream(all)
                                            .map(i -> random.nextInt(all.length))
                                            .toArray(),
                                    penalty);
                        })
                        .toArray(double[][]::new));
    }

    /** Features' coefficients, then the intercept. */
    private static double[] coefficients(Examples examples, int[] members, double penalty) {
        int width = examples.width() + 1;
        double[] found = new double[width];
        double[] row = new double[width];
        row[width - 1] = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[width];
            double[][] curvature = new double[width][];
            for (int j = 0; j < width; j++) {
                double held = j == width - 1 ? INTERCEPT_PENALTY : penalty;
                curvature[j] = new double[j + 1];
                curvature[j][j] = held;
                gradient[j] = -held * found[j];
            }
            for (int member : members) {
                System.arraycopy(examples.features()[member], 0, row, 0, width - 1);
                double probability = sigmoid(dot(found, row));
                double weight = examples.weights()[member];
                double rest = weight * ((examples.positive()[member] ? 1 : 0) - probability);
                double bend = weight * probability * (1 - probability);
                for (int j = 0; j < width; j++) {
                    gradient[j] += rest * row[j];
                    for (int k = 0; k <= j; k++) {
                        curvature[j][k] += bend * row[j] * row[k];
                    }
                }
            }
            double[] move = Cholesky.of(curvature).solve(gradient);
            double largest = 0;
            for (int j = 0; j < width; j++) {
                found[j] += move[j];
                largest = Math.max(largest, Math.abs(move[j]));
            }
            if (largest < ENOUGH) {
                break;
            }
        }
        return found;
    }

    private static double dot(double[] coefficients, double[] features) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = 0; i < coefficients.length - 1; i++) {
            sum += coefficients[i] * features[i];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public Opinion of(double[] features) {
        double sum = 0;
        double squares = 0;
        for (double[] other : resampled) {
            double probability = sigmoid(dot(other, features));
            sum += probability;
            squares += probability * probability;
        }
        double mean = resampled.length == 0 ? 0 : sum / resampled.length;
        double variance = resampled.length == 0 ? 0 : squares / resampled.length - mean * mean;
        return new Opinion(sigmoid(dot(coefficients, features)), Math.sqrt(Math.max(0, variance)));
    }
}
