package org.galaxyvae.show.gallery;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.neighbor.Neighbor;
import org.galaxyvae.model.neighbor.NormalObjects;
import org.galaxyvae.model.neighbor.Query;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/**
 * Objects to be looked at; their pixels alone come to the driver, and those of their neighbors.
 *
 * @param objects in the order of their rows, each once
 * @param images of all of them and of their neighbors
 * @param size side of the model's images, pixels
 * @param noiseSigma the model's standard deviation of a pixel about its reconstruction, one a channel, pixels in [0, 1]
 */
public record ShownObjects(List<ShownObject> objects, PreparedImages images, int size, double[] noiseSigma) {
    /**
     * Reads, decodes and explains.
     *
     * @param scores rows of {@link TopScores}
     * @param withNeighbors ids whose neighbors are looked for
     * @param neighbors how many of each
     * @throws InvalidDataException where the model or its scores were made by an earlier version
     */
    public static ShownObjects read(
            StageContext context,
            ModelChoice choice,
            List<Row> scores,
            Collection<String> withNeighbors,
            int neighbors) {
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        model.references(); // an earlier version's are told before the work
        Map<String, Row> rows = new LinkedHashMap<>();
        scores.forEach(row -> rows.putIfAbsent(row.getAs(OBJECT_ID), row));
        Map<String, Query> latents = Query.of(context, choice.modelId(), rows.keySet());
        List<Query> queries = latents.values().stream()
                .filter(query -> withNeighbors.contains(query.objectId()))
                .toList();
        Map<String, List<Neighbor>> found = new NormalObjects(context, choice.modelId()).nearest(queries, neighbors);
        Set<String> pictured = new LinkedHashSet<>(rows.keySet());
        found.values().forEach(near -> near.forEach(neighbor -> pictured.add(neighbor.objectId())));
        PreparedImages images = PreparedImages.read(context, choice, pictured);
        List<ShownObject> objects = new ArrayList<>();
        try (EvidenceModel opened = model.open()) {
            Map<String, float[]> reconstructions = reconstructions(opened, latents);
            rows.forEach((objectId, row) -> objects.add(shown(
                    model,
                    row,
                    images,
                    latents.get(objectId),
                    reconstructions.get(objectId),
                    found.getOrDefault(objectId, List.of()))));
            return new ShownObjects(objects, images, model.architecture().size(), opened.noiseSigma());
        }
    }

    private static ShownObject shown(
            SavedModel model,
            Row row,
            PreparedImages images,
            @Nullable Query latent,
            float @Nullable [] reconstruction,
            List<Neighbor> neighbors) {
        String objectId = row.getAs(OBJECT_ID);
        PreparedImages.@Nullable Prepared image = images.images().get(objectId);
        String note = note(image, latent);
        Residual residual = image == null || reconstruction == null || note != null
                ? null
                : Residual.of(image.pixels(), reconstruction, image.height(), image.width(), image.channels());
        Explanation explanation = Explanation.of(
                model.references(),
                evidence -> value(row, evidence, model.modelId()),
                latent == null ? null : latent.z(),
                residual);
        return new ShownObject(
                row, images.flags().get(objectId), image, reconstruction, residual, explanation, neighbors, note);
    }

    private static Map<String, float[]> reconstructions(EvidenceModel opened, Map<String, Query> latents) {
        Map<String, float[]> reconstructions = new HashMap<>();
        List<Query> all = List.copyOf(latents.values());
        for (int from = 0; from < all.size(); from += opened.batch()) {
            List<Query> batch = all.subList(from, Math.min(all.size(), from + opened.batch()));
            List<float[]> images =
                    opened.reconstructions(batch.stream().map(Query::z).toList());
            for (int i = 0; i < batch.size(); i++) {
                reconstructions.put(batch.get(i).objectId(), images.get(i));
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
}
