package org.galaxyvae.lab.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A random forest that predicts one factor from all latent units: learned from one half of the objects, measured on the other.
 *
 * @param importances of each unit, summing to 1; of an angle the mean over its two targets
 * @param explained share of the factor's variance on objects that the forest has not seen, at most 1
 */
record FactorForest(double[] importances, double explained) {
    private static final int TREES = 50;
    private static final int DEPTH = 8;
    private static final StructType ROWS = new StructType()
            .add("features", SQLDataTypes.VectorType(), false)
            .add("label", DataTypes.DoubleType, false);

    /**
     * Fits it.
     *
     * @param units [unit][object]
     * @param learned which objects it learns from
     */
    static FactorForest of(SparkSession spark, double[][] units, Factor factor, boolean[] learned, long seed) {
        double[] importances = new double[units.length];
        double error = 0;
        double variance = 0;
        List<Factor.Target> targets = factor.targets();
        for (Factor.Target target : targets) {
            RandomForestRegressionModel forest = new RandomForestRegressor()
                    .setNumTrees(TREES)
                    .setMaxDepth(DEPTH)
                    .setFeatureSubsetStrategy("all") // else units get importance where the right one was not to be had
                    .setSeed(seed)
                    .fit(rows(spark, units, target, learned));
            double[] found = forest.featureImportances().toArray();
            for (int unit = 0; unit < found.length; unit++) {
                importances[unit] += found[unit] / targets.size();
            }
            double mean = mean(target, learned);
            for (int i = 0; i < learned.length; i++) {
                if (!learned[i]) {
                    double predicted = forest.predict(Vectors.dense(object(units, i)));
                    error += Math.pow(predicted - target.values()[i], 2);
                    variance += Math.pow(mean - target.values()[i], 2);
                }
            }
        }
        return new FactorForest(importances, variance > 0 ? 1 - error / variance : 0);
    }

    /** In one partition: what a forest draws depends on how rows are divided. */
    private static Dataset<Row> rows(SparkSession spark, double[][] units, Factor.Target target, boolean[] learned) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < learned.length; i++) {
            if (learned[i]) {
                rows.add(RowFactory.create(Vectors.dense(object(units, i)), target.values()[i]));
            }
        }
        return spark.createDataFrame(rows, ROWS).coalesce(1);
    }

    private static double[] object(double[][] units, int object) {
        double[] values = new double[units.length];
        for (int unit = 0; unit < units.length; unit++) {
            values[unit] = units[unit][object];
        }
        return values;
    }

    /** Of the objects that are not learned from. */
    private static double mean(Factor.Target target, boolean[] learned) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < learned.length; i++) {
            if (!learned[i]) {
                sum += target.values()[i];
                count++;
            }
        }
        return sum / Math.max(1, count);
    }
}
