package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.IMAGE_PATH;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/** Settles which image becomes the tensor of each object; no pixels take part. */
final class Resolution {
    private Resolution() {}

    /**
     * A verdict on every image read in this run, and on every tensor that stands and is concerned, as {@link VerdictRow}.
     *
     * @param staged as {@link Staged}, without pixels
     * @param assigned the same images as {@link Assignment#of} has them
     * @param standing the tensors of the preparation before this run, without pixels
     * @param listed source_file and {@code opened} of every listed source
     */
    static Dataset<Row> verdicts(
            Dataset<Row> staged,
            Dataset<Row> assigned,
            Dataset<Row> standing,
            Dataset<Row> listed,
            Configuration hadoop) {
        Dataset<Row> fresh = staged.drop(SOURCE_FILE)
                .join(assigned, SOURCE_URI)
                // an id that the source itself gives never changes with a catalog, so its path is of no use later
                .withColumn(IMAGE_PATH, when(col("given_id").isNull(), col(IMAGE_PATH)))
                .withColumn("standing", lit(false))
                .withColumn("opened", lit(true))
                .withColumn("listed", lit(true))
                .withColumn("measured", lit(true));
        Dataset<Row> before = standing.join(listed.withColumn("listed", lit(true)), SOURCE_FILE, "left")
                .withColumn("opened", coalesce(col("opened"), lit(false)))
                .withColumn("listed", coalesce(col("listed"), lit(false)))
                .withColumn(REASON, lit(null).cast("string"))
                .withColumn(MESSAGE, lit(null).cast("string"))
                .withColumn("standing", lit(true));
        Column[] columns =
                Arrays.stream(Contender.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
        SerializableConfiguration files = new SerializableConfiguration(hadoop);
        return fresh.select(columns)
                .union(before.select(columns))
                .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
                .flatMapGroups(
                        (FlatMapGroupsFunction<String, Row, Row>) (id, rows) -> {
                            List<Contender> contenders = new ArrayList<>();
                            rows.forEachRemaining(row -> contenders.add(Contender.fromRow(row)));
                            return Verdict.on(id, contenders, source -> exists(source, files.value())).stream()
                                    .map(Verdict::toRow)
                                    .iterator();
                        },
                        Encoders.row(VerdictRow.SCHEMA));
    }

    /** Whether a source that this run did not list is there; of joined bands their folder. */
    static boolean exists(String source, Configuration hadoop) {
        Path path = new Path(source.contains("{") ? source.substring(0, source.lastIndexOf('/')) : source);
        try {
            return path.getFileSystem(hadoop).exists(path);
        } catch (IOException e) {
            return true; // unreachable is not gone
        }
    }
}
