package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.pixel.sky.ObjectId;
import org.jspecify.annotations.Nullable;

/** Cells of any type as text, digit by digit. */
final class CellText {
    /** Up to here every whole number is a double of its own; above, an id would have lost digits before it came here. */
    private static final double LAST_EXACT = 1L << 53;

    private static final UserDefinedFunction PROBLEM =
            functions.udf((UDF1<String, String>) CellText::problemOf, DataTypes.StringType);

    private CellText() {}

    /** Text without blanks around it; null where a floating-point cell holds no whole number, or one that may have lost digits. */
    static Column of(Column column, DataType type) {
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            Column number = column.cast(DataTypes.DoubleType);
            return when(
                    number.equalTo(rint(number)).and(abs(number).lt(LAST_EXACT)),
                    number.cast(DataTypes.LongType).cast(DataTypes.StringType));
        }
        return trim(column.cast(DataTypes.StringType));
    }

    /** What is wrong with an id, else null. */
    static Column idProblem(Column id) {
        return PROBLEM.apply(id);
    }

    private static @Nullable String problemOf(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return "no id, or a fraction or floating-point number beyond 2^53 for one";
        }
        if (id.length() > ObjectId.MAX_CHARACTERS) {
            return "an id of " + id.length() + " characters, expected at most " + ObjectId.MAX_CHARACTERS;
        }
        return ObjectId.isValid(id) ? null : "an id with control characters";
    }
}
