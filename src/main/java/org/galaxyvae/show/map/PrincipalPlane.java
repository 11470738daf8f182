package org.galaxyvae.show.map;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** The plane of the largest variance: what a map that bends must beat, and where t-SNE begins. */
record PrincipalPlane() implements Projection {
    @Override
    public double[][] positions(float[][] vectors) {
        int dimensions = vectors[0].length;
        double[] mean = new double[dimensions];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                mean[d] += vector[d] / (double) vectors.length;
            }
        }
        double[][] axes = axes(covariance(vectors, mean));
        double[][] positions = new double[vectors.length][2];
        for (int i = 0; i < vectors.length; i++) {
            for (int axis = 0; axis < axes.length; axis++) {
                for (int d = 0; d < dimensions; d++) {
                    positions[i][axis] += (vectors[i][d] - mean[d]) * axes[axis][d];
                }
            }
        }
        return positions;
    }

    private static double[][] covariance(float[][] vectors, double[] mean) {
        int dimensions = mean.length;
        double[][] covariance = new double[dimensions][dimensions];
        for (float[] vector : vectors) {
            for (int a = 0; a < dimensions; a++) {
                for (int b = 0; b <= a; b++) {
                    covariance[a][b] += (vector[a] - mean[a]) * (vector[b] - mean[b]) / vectors.length;
                }
            }
        }
        for (int a = 0; a < dimensions; a++) {
            for (int b = 0; b < a; b++) {
                covariance[b][a] = covariance[a][b];
            }
        }
        return covariance;
    }

    /** The first two, or the one there is; of each the largest component is positive, since its sign means nothing. */
    private static double[][] axes(double[][] covariance) {
        EigenDecomposition found = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double[][] axes = new double[Math.min(2, covariance.length)][];
        for (int i = 0; i < axes.length; i++) {
            double[] axis = found.getEigenvector(i).toArray();
            double largest = 0;
            for (double value : axis) {
                largest = Math.abs(value) > Math.abs(largest) ? value : largest;
            }
            for (int d = 0; d < axis.length && largest < 0; d++) {
                axis[d] = -axis[d];
            }
            axes[i] = axis;
        }
        return axes;
    }
}
