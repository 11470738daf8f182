package org.galaxyvae.score.evaluate;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.Order;

/**
 * Spearman's rank correlation (1904), equal values sharing their mean rank.
 *
 * @param objects those with both numbers
 * @param rho -1 to 1; 0 where one of the two never varies
 * @param low lower end of its 95% interval by Fisher's transformation with the standard error sqrt(1.06 / (n - 3)) (Fieller,
 *     Hartley and Pearson 1957); -1 for fewer than 10 objects
 * @param high upper end
 */
record RankCorrelation(long objects, double rho, double low, double high) {
    private static final int FEWEST = 10;

    /** Of two columns; objects with NaN in either are left out. */
    static RankCorrelation of(double[] one, double[] other) {
        int count = 0;
        double[] x = new double[one.length];
        double[] y = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            if (!Double.isNaN(one[i]) && !Double.isNaN(other[i])) {
                x[count] = one[i];
                y[count] = other[i];
                count++;
            }
        }
        return ofRanks(
                new Order(Arrays.copyOf(x, count), false).ranks(), new Order(Arrays.copyOf(y, count), false).ranks());
    }

    /** Of the ranks of two columns of the same objects, {@link Order#ranks}. */
    static RankCorrelation ofRanks(double[] x, double[] y) {
        int count = x.length;
        double rho = correlation(x, y);
        if (count < FEWEST) {
            return new RankCorrelation(count, rho, -1, 1);
        }
        double error = 1.96 * Math.sqrt(1.06 / (count - 3));
        // a perfect correlation has no transform
        double transformed = atanh(Math.max(-1 + 1e-15, Math.min(1 - 1e-15, rho)));
        return new RankCorrelation(count, rho, Math.tanh(transformed - error), Math.tanh(transformed + error));
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    /** Pearson's, of ranks; their mean is (n + 1) / 2. */
    private static double correlation(double[] x, double[] y) {
        double mean = (x.length + 1) / 2.0;
        double product = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            product += (x[i] - mean) * (y[i] - mean);
            squaresX += (x[i] - mean) * (x[i] - mean);
            squaresY += (y[i] - mean) * (y[i] - mean);
        }
        return squaresX == 0 || squaresY == 0 ? 0 : product / Math.sqrt(squaresX * squaresY);
    }
}
