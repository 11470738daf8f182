package org.galaxyvae.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.evidence.Explanation;
import org.galaxyvae.gallery.ShownObject;
import org.galaxyvae.gallery.ShownObjects;
import org.galaxyvae.gallery.TopScores;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.OutputDirectory;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;

/** Tells why objects stand out, or that they do not: any scored object, one figure each. */
public final class ExplainStage {
    private static final int NEAR_IDS_TOLD = 5;

    private ExplainStage() {}

    /**
     * Runs the stage; writes into the request's directory and nothing into the workspace.
     *
     * @throws RequestException where an id was not scored; the message names some that are like it
     * @throws InvalidDataException where the model has no scores, or was made by an earlier version
     */
    public static ExplainSummary run(StageContext context, ExplainRequest request) {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        context.spark()
                .sparkContext()
                .setJobDescription("explain " + request.objectIds().size() + " objects");
        TopScores scores = TopScores.read(context, choice.modelId(), request.labelColumn());
        Map<String, Row> chosen = chosen(scores, choice, request.objectIds());
        ShownObjects shown = ShownObjects.read(
                context,
                choice,
                List.copyOf(chosen.values()),
                request.objectIds(),
                context.settings().explain().neighbors());
        OutputDirectory out = OutputDirectory.open(
                request.out(), context.spark().sparkContext().hadoopConfiguration());
        List<ExplainedObject> explained = new ArrayList<>();
        for (ShownObject object : shown.objects()) {
            ExplainedObject told = told(object, FigureName.of(object.objectId()));
            byte[] png = new ExplainFigure(
                            told, shown.images(), shown.size(), object.reconstruction(), object.residual())
                    .png();
            explained.add(told.withFigure(out.write(told.figure(), png)));
        }
        return new ExplainSummary(choice.modelId(), scores.rows().count(), explained);
    }

    /** In the order of the request. */
    private static Map<String, Row> chosen(TopScores scores, ModelChoice choice, List<String> objectIds) {
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
                unknown.add("Invalid --id " + objectId + ": model " + choice.modelId()
                        + " has not scored it, the most similar ids are " + similar(scores, objectId));
            } else {
                chosen.put(objectId, row);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RequestException(String.join("\n", unknown));
        }
        return chosen;
    }

    /** Those that begin so first, then by how few letters differ (Levenshtein 1966). */
    private static String similar(TopScores scores, String objectId) {
        return scores
                .rows()
                .select("object_id")
                .orderBy(
                        functions
                                .col("object_id")
                                .startsWith(functions.lit(objectId))
                                .desc(),
                        functions.levenshtein(functions.col("object_id"), functions.lit(objectId)),
                        functions.col("object_id"))
                .takeAsList(NEAR_IDS_TOLD)
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining(", "));
    }

    private static ExplainedObject told(ShownObject object, String figure) {
        Row row = object.scores();
        Explanation explanation = object.explanation();
        return new ExplainedObject(
                object.objectId(),
                row.<Long>getAs("rank"),
                row.<Double>getAs("anomaly_score"),
                row.<Double>getAs("p_value"),
                row.getAs("p_tail"),
                row.getAs("fdr_q"),
                row.<Boolean>getAs("trained_on"),
                row.getAs("ra_deg"),
                row.getAs("dec_deg"),
                row.getAs(TopScores.LABEL),
                object.flags(),
                explanation.summary(),
                explanation.clues().stream().map(ExplainedObject.Clue::of).toList(),
                explanation.latents(),
                explanation.place(),
                object.neighbors(),
                object.note(),
                figure);
    }
}
