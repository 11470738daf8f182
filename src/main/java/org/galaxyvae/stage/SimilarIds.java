package org.galaxyvae.stage;

import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What somebody may have meant who named an object that is not there. */
public final class SimilarIds {
    private static final int TOLD = 5;

    private SimilarIds() {}

    /**
     * Those that begin so first, then by how few letters differ (Levenshtein 1966).
     *
     * @param rows with a column {@code object_id}
     * @return up to 5, comma-separated
     */
    public static String of(Dataset<Row> rows, String objectId) {
        return rows
                .select("object_id")
                .orderBy(
                        functions
                                .col("object_id")
                                .startsWith(functions.lit(objectId))
                                .desc(),
                        functions.levenshtein(functions.col("object_id"), functions.lit(objectId)),
                        functions.col("object_id"))
                .takeAsList(TOLD)
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining(", "));
    }
}
