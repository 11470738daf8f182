package org.galaxyvae.base.run;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;

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
                .select(OBJECT_ID)
                .orderBy(
                        functions
                                .col(OBJECT_ID)
                                .startsWith(functions.lit(objectId))
                                .desc(),
                        functions.levenshtein(functions.col(OBJECT_ID), functions.lit(objectId)),
                        functions.col(OBJECT_ID))
                .takeAsList(TOLD)
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining(", "));
    }

    /**
     * What was found of each object that somebody named, in the order of the names.
     *
     * @param found by object id
     * @param scored rows with a column {@code object_id}: the ids that there are
     * @param option what named the objects, for messages
     * @throws RequestException where one was not found; the message names ids that are like it
     */
    public static <T> Map<String, T> inOrder(
            Map<String, T> found, List<String> objectIds, Dataset<Row> scored, String option, String modelId) {
        Map<String, T> named = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String objectId : objectIds) {
            T one = found.get(objectId);
            if (one == null) {
                unknown.add("Invalid " + option + " " + objectId + ": model " + modelId
                        + " has not scored it, the most similar ids are " + of(scored, objectId));
            } else {
                named.put(objectId, one);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RequestException(String.join("\n", unknown));
        }
        return named;
    }
}
