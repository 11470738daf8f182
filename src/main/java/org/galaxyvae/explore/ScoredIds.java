package org.galaxyvae.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.gallery.TopScores;
import org.galaxyvae.neighbor.Latents;
import org.galaxyvae.neighbor.Query;
import org.galaxyvae.stage.PublishedLatents;
import org.galaxyvae.stage.SimilarIds;
import org.galaxyvae.stage.StageContext;

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
                .where(functions.col("object_id").isin(objectIds.toArray()))
                .collectAsList()
                .forEach(row -> found.put(row.getAs("object_id"), row));
        Map<String, Row> chosen = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String objectId : objectIds) {
            Row row = found.get(objectId);
            if (row == null) {
                unknown.add("Invalid --id " + objectId + ": model " + modelId
                        + " has not scored it, the most similar ids are " + SimilarIds.of(scores.rows(), objectId));
            } else {
                chosen.put(objectId, row);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RequestException(String.join("\n", unknown));
        }
        return chosen;
    }

    /** Those that there are, by object id. */
    static Map<String, Query> latents(StageContext context, String modelId, List<String> objectIds) {
        Map<String, Query> latents = new LinkedHashMap<>();
        PublishedLatents.of(context.tables(), modelId)
                .where(functions.col("object_id").isin(objectIds.toArray()))
                .select("object_id", "content_hash", "z")
                .orderBy("object_id")
                .collectAsList()
                .forEach(row -> latents.put(
                        row.getString(0), new Query(row.getString(0), row.getString(1), Latents.floats(row, 2))));
        return latents;
    }
}
