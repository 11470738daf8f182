package org.galaxyvae.label.classify;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.Cholesky;

/**
 * Gaussian-process regression on classes 0 and 1 (Rasmussen and Williams 2006, algorithm 2.1 and section 6.5: least-squares
 * classification) with a squared-exponential kernel of fixed scale: nothing is tuned, since a few labels cannot.
 */
public final class GaussianProcess implements Classifier {
    /** Beyond so many examples the cube of their number is felt. */
    public static final int MOST_EXAMPLES = 500;

    private static final long serialVersionUID = 1;
    /** Half the range of the classes: how sure the prior is of nothing. */
    private static final double PRIOR_SD = 0.5;

    private final double[][] features;
    private final double[] coefficients;
    private final Cholesky factor;
    private final double mean;
    private final double scale;

    private GaussianProcess(double[][] features, double[] coefficients, Cholesky factor, double mean, double scale) {
        this.features = features;
        this.coefficients = coefficients;
        this.factor = factor;
        this.mean = mean;
        this.scale = scale;
    }

    /**
     * Fits; of more than {@link #MOST_EXAMPLES} the positives come first, then the others in their order.
     *
     * @param examples standardized, so that their distances compare
     * @param scale of the kernel, in units of the root of the number of features
     * @param noise variance of a label, of that of the prior
     */
    public static GaussianProcess fit(Examples examples, double scale, double noise) {
        Examples some = examples.size() <= MOST_EXAMPLES ? examples : examples.only(chosen(examples));
        int size = some.size();
        double length = scale * Math.sqrt(some.width());
        double mean = some.positives() / (double) size;
        double[][] kernel = new double[size][];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            kernel[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = kernel(some.features()[i], some.features()[j], length) + (i == j ? noise : 0);
            }
            values[i] = (some.positive()[i] ? 1 : 0) - mean;
        }
        Cholesky factor = Cholesky.of(kernel);
        return new GaussianProcess(some.features(), factor.solve(values), factor, mean, length);
    }

    private static int[] chosen(Examples examples) {
        int[] places = new int[MOST_EXAMPLES];
        int count = 0;
        for (boolean wanted : new boolean[] {true, false}) {
            for (int i = 0; i < examples.size() && count < MOST_EXAMPLES; i++) {
                if (examples.positive()[i] == wanted) {
                    places[count++] = i;
                }
            }
        }
        Arrays.sort(places);
        return places;
    }

    private static double kernel(double[] a, double[] b, double length) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.exp(-square / (2 * length * length));
    }

    /** Posterior mean, cut to 0 to 1, and posterior deviation. */
    @Override
    public Opinion of(double[] object) {
        double[] kernel = new double[features.length];
        double value = mean;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = kernel(object, features[i], scale);
            value += kernel[i] * coefficients[i];
        }
        double variance = 1;
        for (double part : factor.forward(kernel)) {
            variance -= part * part;
        }
        return new Opinion(Math.max(0, Math.min(1, value)), PRIOR_SD * Math.sqrt(Math.max(0, variance)));
    }
}
