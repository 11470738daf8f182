package org.galaxyvae.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.evidence.Evidence;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.evidence.Explanation;
import org.galaxyvae.evidence.Residual;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.neighbor.Latents;
import org.galaxyvae.neighbor.Neighbor;
import org.galaxyvae.neighbor.NormalObjects;
import org.galaxyvae.neighbor.Query;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.OutputDirectory;
import org.galaxyvae.stage.PublishedLatents;
import org.galaxyvae.stage.SimilarIds;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/** Tells why objects stand out, or that they do not: any scored object, one figure each. */
public final class ExplainStage {
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
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        model.references(); // an earlier version's are told before the work
        Map<String, Query> latents = latents(context, choice, request.objectIds());
        Map<String, List<Neighbor>> neighbors = new NormalObjects(context, choice.modelId())
                .nearest(
                        List.copyOf(latents.values()),
                        context.settings().explain().neighbors());
        Set<String> shown = new LinkedHashSet<>(request.objectIds());
        neighbors.values().forEach(found -> found.forEach(neighbor -> shown.add(neighbor.objectId())));
        PreparedImages images = PreparedImages.read(context, choice, shown);
        Map<String, float[]> reconstructions = reconstructions(model, latents);
        OutputDirectory out = OutputDirectory.open(
                request.out(), context.spark().sparkContext().hadoopConfiguration());
        List<ExplainedObject> explained = new ArrayList<>();
        for (Map.Entry<String, Row> object : chosen.entrySet()) {
            String objectId = object.getKey();
            Row row = object.getValue();
            Query latent = latents.get(objectId);
            PreparedImages.@Nullable Prepared image = images.images().get(objectId);
            String note = note(image, latent);
            float[] reconstruction = reconstructions.get(objectId);
            Residual residual = image == null || reconstruction == null || note != null
                    ? null
                    : Residual.of(image.pixels(), reconstruction, image.height(), image.width(), image.channels());
            Explanation explanation = Explanation.of(
                    model.references(),
                    evidence -> value(row, evidence, choice.modelId()),
                    latent == null ? null : latent.z(),
                    residual);
            ExplainedObject told = told(
                    row,
                    explanation,
                    images.flags().get(objectId),
                    neighbors.getOrDefault(objectId, List.of()),
                    note,
                    FigureName.of(objectId));
            byte[] png = new ExplainFigure(told, images, model.architecture().size(), reconstruction, residual).png();
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

    private static Map<String, Query> latents(StageContext context, ModelChoice choice, List<String> objectIds) {
        Map<String, Query> latents = new LinkedHashMap<>();
        PublishedLatents.of(context.tables(), choice.modelId())
                .where(functions.col("object_id").isin(objectIds.toArray()))
                .select("object_id", "content_hash", "z")
                .orderBy("object_id")
                .collectAsList()
                .forEach(row -> latents.put(
                        row.getString(0), new Query(row.getString(0), row.getString(1), Latents.floats(row, 2))));
        return latents;
    }

    private static Map<String, float[]> reconstructions(SavedModel model, Map<String, Query> latents) {
        Map<String, float[]> reconstructions = new HashMap<>();
        List<Query> all = List.copyOf(latents.values());
        try (EvidenceModel opened = model.open()) {
            for (int from = 0; from < all.size(); from += opened.batch()) {
                List<Query> batch = all.subList(from, Math.min(all.size(), from + opened.batch()));
                List<float[]> images =
                        opened.reconstructions(batch.stream().map(Query::z).toList());
                for (int i = 0; i < batch.size(); i++) {
                    reconstructions.put(batch.get(i).objectId(), images.get(i));
                }
            }
        }
        return reconstructions;
    }

    /** Why image and latent cannot be compared, or null where they can. */
    private static @Nullable String note(PreparedImages.@Nullable Prepared image, @Nullable Query latent) {
        if (image == null) {
            return "its tensor is gone, so there is no image and no residual";
        }
        if (latent == null) {
            return "its latent is gone, score again";
        }
        return image.contentHash().equals(latent.contentHash())
                ? null
                : "its image has changed since it was scored, score again";
    }

    private static double value(Row row, Evidence evidence, String modelId) {
        Double value = row.getAs(evidence.column());
        if (value == null) {
            throw new InvalidDataException("Cannot explain with model " + modelId + ": its scores lack "
                    + evidence.column() + ", run galaxy-vae score --model " + modelId + " again");
        }
        return value;
    }

    private static ExplainedObject told(
            Row row,
            Explanation explanation,
            @Nullable List<String> flags,
            List<Neighbor> neighbors,
            @Nullable String note,
            String figure) {
        return new ExplainedObject(
                row.getAs("object_id"),
                row.<Long>getAs("rank"),
                row.<Double>getAs("anomaly_score"),
                row.<Double>getAs("p_value"),
                row.getAs("p_tail"),
                row.getAs("fdr_q"),
                row.<Boolean>getAs("trained_on"),
                row.getAs("ra_deg"),
                row.getAs("dec_deg"),
                row.getAs(TopScores.LABEL),
                flags,
                explanation.summary(),
                explanation.clues().stream().map(ExplainedObject.Clue::of).toList(),
                explanation.latents(),
                explanation.place(),
                neighbors,
                note,
                figure);
    }
}
