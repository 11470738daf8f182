package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.galaxyvae.pixel.sky.Sexagesimal;

/**
 * One coordinate of the user's catalog.
 *
 * @param degrees the number in range, else null
 * @param invalid whether something was written, other than the usual words for nothing, and it is no number in range
 * @param written what was written, for messages; never null
 */
record SkyColumn(Column degrees, Column invalid, Column written) {
    private static final UserDefinedFunction RA = parsing(Sexagesimal::rightAscensionDeg);
    private static final UserDefinedFunction DEC = parsing(Sexagesimal::declinationDeg);

    /** Parses without Java's boxed nulls getting in its way. */
    private interface Parsing extends java.io.Serializable {
        double degrees(String text);
    }

    private static UserDefinedFunction parsing(Parsing parsing) {
        return functions.udf(
                (UDF1<String, Double>) text -> text == null ? Double.NaN : parsing.degrees(text), DataTypes.DoubleType);
    }

    /** Where the user has no such column. */
    static SkyColumn none() {
        return new SkyColumn(lit(null).cast(DataTypes.DoubleType), lit(false), lit(""));
    }

    static SkyColumn of(Column column, DataType type, boolean isRightAscension) {
        Column number;
        Column given;
        if (type instanceof NumericType) {
            number = column.cast(DataTypes.DoubleType);
            given = column.isNotNull().and(not(isnan(number)));
        } else {
            Column text = trim(column.cast(DataTypes.StringType));
            number = (isRightAscension ? RA : DEC).apply(text);
            given = coalesce(length(text).gt(0).and(not(lower(text).isin("nan", "null", "none"))), lit(false));
        }
        // NaN is greater than every number in Spark
        Column good = coalesce(isRightAscension ? number.between(0, 360) : number.between(-90, 90), lit(false));
        Column written = functions.substring(coalesce(column.cast(DataTypes.StringType), lit("")), 1, 40);
        return new SkyColumn(when(good, number), given.and(not(good)), written);
    }
}
