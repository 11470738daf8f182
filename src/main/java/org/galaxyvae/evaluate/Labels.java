package org.galaxyvae.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;

/** The labels of the catalog: any column, compared as text; null means unlabeled. */
final class Labels {
    private static final int VALUES_NAMED = 20;

    private Labels() {}

    /**
     * Labeled objects as {@code object_id}, {@code label}.
     *
     * @throws RequestException where the catalog has no such column, or no object has one of the positive values
     */
    static Dataset<Row> read(StageContext context, String column, List<String> positive) {
        Dataset<Row> catalog = context.tables().read(Specs.CATALOG);
        if (!Arrays.asList(catalog.columns()).contains(column)) {
            throw new RequestException(
                    "Invalid --label-column " + column + ": the catalog has no such column, expected one of "
                            + Arrays.stream(catalog.columns())
                                    .filter(name -> !name.equals("object_id"))
                                    .collect(Collectors.joining(", ")));
        }
        if (positive.isEmpty()) {
            throw new RequestException("Invalid --positive: no value, expected values of " + column);
        }
        Dataset<Row> labels = catalog.select(
                        functions.col("object_id"),
                        catalog.col("`" + column + "`").cast("string").as("label"))
                .filter("label IS NOT NULL");
        requireValues(labels, column, positive);
        return labels;
    }

    private static void requireValues(Dataset<Row> labels, String column, List<String> positive) {
        List<String> found = labels
                .filter(functions.col("label").isin(positive.toArray()))
                .select("label")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        List<String> missing =
                positive.stream().filter(value -> !found.contains(value)).toList();
        if (!missing.isEmpty()) {
            throw new RequestException(
                    "Invalid --positive " + String.join(",", missing) + ": no object has this " + column
                            + ", expected values such as "
                            + labels
                                    .groupBy("label")
                                    .count()
                                    .orderBy(functions.col("count").desc(), functions.col("label"))
                                    .takeAsList(VALUES_NAMED)
                                    .stream()
                                    .map(row -> row.getString(0))
                                    .collect(Collectors.joining(", ")));
        }
    }
}
