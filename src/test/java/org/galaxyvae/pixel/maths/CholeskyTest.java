package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    private static final int SIZE = 6;

    /** A product of a random matrix with itself, well conditioned. */
    private static double[][] matrix() {
        CounterRandom random = CounterRandom.of(1, "cholesky", 0, "");
        RealMatrix half = new Array2DRowRealMatrix(SIZE, SIZE);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                half.setEntry(i, j, random.nextGaussian());
            }
        }
        RealMatrix whole = half.multiply(half.transpose());
        for (int i = 0; i < SIZE; i++) {
            whole.addToEntry(i, i, 1);
        }
        return whole.getData();
    }

    @Test
    void factorsAndSolvesAsTheLibraryDoes() {
        double[][] matrix = matrix();
        double[] right = {1, -2, 3, 0.5, 0, 7};
        CholeskyDecomposition library = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix));
        Cholesky factor = Cholesky.of(matrix);
        for (int i = 0; i < SIZE; i++) {
            assertThat(factor.lower()[i]).hasSize(i + 1);
            for (int j = 0; j <= i; j++) {
                assertThat(factor.lower()[i][j]).isCloseTo(library.getL().getEntry(i, j), within(1e-12));
            }
        }
        double[] x = factor.solve(right);
        double[] y = factor.forward(right);
        double[] expected = library.getSolver()
                .solve(new org.apache.commons.math3.linear.ArrayRealVector(right))
                .toArray();
        double[] back = library.getL().operate(y);
        for (int i = 0; i < SIZE; i++) {
            assertThat(x[i]).isCloseTo(expected[i], within(1e-10));
            assertThat(back[i]).isCloseTo(right[i], within(1e-10));
        }
    }

    @Test
    void addsTheFloorWhereAMatrixIsSingular() {
        double[][] singular = {{1, 1}, {1, 1}};
        assertThatThrownBy(() -> Cholesky.of(singular))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Matrix of 2 rows is not positive definite at row 1");
        double[][] lower = Cholesky.floored(singular, 1e-6).lower();
        assertThat(lower[0][0]).isCloseTo(Math.sqrt(1 + 1e-6), within(1e-15));
        assertThat(lower[1][1]).isGreaterThanOrEqualTo(Math.sqrt(1e-6));
    }
}
