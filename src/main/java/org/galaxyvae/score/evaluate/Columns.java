package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Moves numbers of chosen objects between Spark and the driver. */
final class Columns {
    private Columns() {}

    /** The ids as a table of one column, to join with. */
    static Dataset<Row> ids(SparkSession spark, List<String> objectIds) {
        return functions.broadcast(
                spark.createDataset(objectIds, Encoders.STRING()).toDF("object_id"));
    }

    /** Adds columns of the rows to the scores of the same objects; NaN where an object has no row or a null. */
    static void add(ScoreColumns scores, Dataset<Row> rows, List<String> names) {
        Map<String, double[]> found = new HashMap<>();
        Column[] selected = Stream.concat(
                        Stream.of(col(OBJECT_ID)),
                        names.stream().map(name -> col("`" + name + "`").cast("double")))
                .toArray(Column[]::new);
        for (Row row : rows.join(ids(rows.sparkSession(), scores.objectIds()), OBJECT_ID)
                .select(selected)
                .collectAsList()) {
            double[] values = new double[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1);
            }
            found.put(row.getString(0), values);
        }
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            scores.put(names.get(i), id -> {
                double[] values = found.get(id);
                return values == null ? Double.NaN : values[column];
            });
        }
    }
}
