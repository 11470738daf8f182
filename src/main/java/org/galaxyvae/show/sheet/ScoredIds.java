package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.SimilarIds;
import org.galaxyvae.show.gallery.TopScores;

/** The objects that the user names. */
final class ScoredIds {
    private ScoredIds() {}

    /**
     * The scores of each, in the order of the request.
     *
     * @throws RequestException where one was not scored; the message names some that are like it
     */
    static Map<String, Row> scores(TopScores scores, String modelId, List<String> objectIds) {
        Map<String, Row> found = new HashMap<>();
        scores.rows()
                .where(functions.col(OBJECT_ID).isin(objectIds.toArray()))
                .collectAsList()
                .forEach(row -> found.put(row.getAs(OBJECT_ID), row));
        return SimilarIds.inOrder(found, objectIds, scores.rows(), "--id", modelId);
    }
}
