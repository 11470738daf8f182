package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SEPARATION_ARCSEC;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.pixel.sky.Separation;
import org.galaxyvae.pixel.sky.SkyCells;

/** Joins by position on the sky. */
public final class SkyJoin {
    private SkyJoin() {}

    /**
     * For each left row the nearest right one within a radius; of several equally near the one with the smallest key.
     *
     * @param left as for {@link #pairs}; each key once
     * @param right the same
     * @return as {@link #pairs}; left rows without a neighbor are not among them
     */
    public static Dataset<Row> nearest(Dataset<Row> left, Dataset<Row> right, double radiusArcsec) {
        return pairs(left, right, radiusArcsec)
                .groupBy("left_key")
                .agg(min(struct("separation_arcsec", "right_key")).as("nearest"))
                .select("left_key", "nearest.right_key", "nearest.separation_arcsec");
    }

    /**
     * For each left row all right ones within a radius, the nearest first; equally near ones in the order of their keys.
     *
     * @param left as for {@link #pairs}; each key once
     * @param atMost so many of each left row, the nearest
     * @return as {@link #pairs}, and {@code place}, from 1
     */
    public static Dataset<Row> nearestFirst(Dataset<Row> left, Dataset<Row> right, double radiusArcsec, int atMost) {
        WindowSpec ofLeft = Window.partitionBy("left_key").orderBy(SEPARATION_ARCSEC, "right_key");
        return pairs(left, right, radiusArcsec)
                .withColumn(PLACE, row_number().over(ofLeft))
                .where(col(PLACE).leq(atMost));
    }

    /**
     * All left and right rows within a radius of each other.
     *
     * <p>Correct across right ascension 0 and at the poles. Rows whose position is null or no number in range find nothing.
     *
     * @param left columns {@code key} of any type that has an order, {@code ra_deg}, {@code dec_deg}
     * @param right the same
     * @param radiusArcsec above 0, at most 72000
     * @return {@code left_key}, {@code right_key}, {@code separation_arcsec}
     */
    public static Dataset<Row> pairs(Dataset<Row> left, Dataset<Row> right, double radiusArcsec) {
        SkyCells cells = new SkyCells(radiusArcsec);
        UserDefinedFunction around = functions.udf(
                (UDF2<Double, Double, long[]>) (ra, dec) -> cells.cellsAround(ra, dec),
                DataTypes.createArrayType(DataTypes.LongType, false));
        UserDefinedFunction holding =
                functions.udf((UDF2<Double, Double, Long>) (ra, dec) -> cells.cellOf(ra, dec), DataTypes.LongType);
        UserDefinedFunction separation =
                functions.udf((UDF4<Double, Double, Double, Double, Double>) Separation::arcsec, DataTypes.DoubleType);
        Dataset<Row> lefts =
                side(left, "left").withColumn("cell", explode(around.apply(col("left_ra"), col("left_dec"))));
        Dataset<Row> rights = side(right, "right").withColumn("cell", holding.apply(col("right_ra"), col("right_dec")));
        return lefts.join(rights, "cell")
                .withColumn(
                        SEPARATION_ARCSEC,
                        separation.apply(col("left_ra"), col("left_dec"), col("right_ra"), col("right_dec")))
                .where(col(SEPARATION_ARCSEC).leq(radiusArcsec))
                .select("left_key", "right_key", SEPARATION_ARCSEC);
    }

    private static Dataset<Row> side(Dataset<Row> rows, String side) {
        Column ra = col(RA_DEG).cast(DataTypes.DoubleType);
        Column dec = col(DEC_DEG).cast(DataTypes.DoubleType);
        return rows.where(ra.between(0, 360).and(dec.between(-90, 90)))
                .select(col("key").as(side + "_key"), ra.as(side + "_ra"), dec.as(side + "_dec"));
    }
}
