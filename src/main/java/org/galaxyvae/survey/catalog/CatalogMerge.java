package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** Brings a catalog to one row an id, and a later catalog over an earlier one. */
public final class CatalogMerge {
    private CatalogMerge() {}

    /** Of the rows with one id the smallest by all columns, so that the order in the file never matters. */
    static Dataset<Row> oneRowEach(Dataset<Row> rows) {
        Column[] order = Arrays.stream(rows.columns())
                .map(name -> quoted(name).asc_nulls_first())
                .toArray(Column[]::new);
        WindowSpec window = Window.partitionBy(col(OBJECT_ID)).orderBy(order);
        return rows.withColumn("row_of_id", row_number().over(window))
                .where("row_of_id = 1")
                .drop("row_of_id");
    }

    /** All rows of the newer catalog, and of the older those that the newer does not name; the columns of both. */
    public static Dataset<Row> over(Dataset<Row> newer, Dataset<Row> older) {
        Dataset<Row> left = newer;
        Dataset<Row> kept = older.join(newer.select(OBJECT_ID), OBJECT_ID, "left_anti");
        for (String name : newer.columns()) {
            if (Arrays.asList(older.columns()).contains(name)) {
                DataType type = newer.schema().apply(name).dataType();
                DataType before = older.schema().apply(name).dataType();
                boolean unite = type.equals(before) || (type instanceof NumericType && before instanceof NumericType);
                if (!unite) { // such as a column that was all numbers until now
                    left = left.withColumn(name, quoted(name).cast(DataTypes.StringType));
                    kept = kept.withColumn(name, quoted(name).cast(DataTypes.StringType));
                }
            }
        }
        return left.unionByName(kept, true);
    }

    private static Column quoted(String name) {
        return col("`" + name + "`");
    }
}
