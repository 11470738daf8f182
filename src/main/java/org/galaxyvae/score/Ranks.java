package org.galaxyvae.score;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Ranks over the whole catalog by distributed sorting: no window that would gather all rows in one task. */
final class Ranks {
    private Ranks() {}

    /** Adds {@code rank} (by anomaly_score) and {@code reconstruction_rank} (by reconstruction_nll), 1 first. */
    static Dataset<Row> add(Dataset<Row> scores) {
        return scores.join(ranks(scores, "anomaly_score", "rank"), "object_id")
                .join(ranks(scores, "reconstruction_nll", "reconstruction_rank"), "object_id");
    }

    /** Descending; ties by object_id. */
    private static Dataset<Row> ranks(Dataset<Row> scores, String column, String rank) {
        Dataset<Row> sorted =
                scores.select("object_id", column).orderBy(functions.col(column).desc(), functions.col("object_id"));
        return scores.sparkSession()
                .createDataFrame(
                        sorted.javaRDD()
                                .zipWithIndex()
                                .map(pair -> RowFactory.create(pair._1().getString(0), pair._2() + 1)),
                        StructType.fromDDL("object_id STRING, " + rank + " BIGINT"));
    }
}
