package org.galaxyvae.show.sheet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.Picture;
import org.jspecify.annotations.Nullable;

/** Image, reconstruction and residual of objects; where tensors or latents lack one, there is none. */
final class TopPictures {
    /** Fixed, so that residuals of different objects and sheets compare. */
    static final double RESIDUAL_GAIN = 4;

    private final Map<String, Picture> images = new HashMap<>();
    private final Map<String, Picture> reconstructions = new HashMap<>();

    private TopPictures() {}

    static TopPictures read(StageContext context, ModelChoice model, List<Row> scores) {
        TopPictures pictures = new TopPictures();
        Object[] ids =
                scores.stream().map(row -> row.<String>getAs("object_id")).toArray();
        context.tables()
                .read(Specs.TENSORS)
                .filter(functions.col("preparation_id").equalTo(model.preparationId()))
                .filter(functions.col("object_id").isin(ids))
                .select("object_id", "height", "width", "pixels")
                .collectAsList()
                .forEach(row -> pictures.images.put(
                        row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))));
        Object[] runs = scores.stream()
                .map(row -> row.<String>getAs("run_id"))
                .distinct()
                .toArray();
        List<Row> latents = context.tables()
                .read(Specs.LATENTS)
                .filter(functions.col("model_id").equalTo(model.modelId()))
                .filter(functions.col("run_id").isin(runs))
                .filter(functions.col("object_id").isin(ids))
                .select("object_id", "z")
                .collectAsList();
        try (Reconstructions network = Reconstructions.open(context.workspace(), model)) {
            latents.forEach(row -> pictures.reconstruct(row.getString(0), Latents.floats(row, 1), network));
        }
        return pictures;
    }

    private void reconstruct(String objectId, float[] latent, Reconstructions network) {
        Picture image = images.get(objectId);
        if (image != null) {
            reconstructions.put(objectId, image.sameSize(network.of(latent)));
        }
    }

    /** Image, reconstruction, residual. */
    List<@Nullable Picture> of(String objectId) {
        Picture image = images.get(objectId);
        Picture reconstruction = reconstructions.get(objectId);
        Picture residual = image == null || reconstruction == null ? null : image.minus(reconstruction, RESIDUAL_GAIN);
        return Arrays.asList(image, reconstruction, residual);
    }
}
