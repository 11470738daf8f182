package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;
import static org.galaxyvae.base.row.ColumnNames.Z;

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
        Object[] ids = scores.stream().map(row -> row.<String>getAs(OBJECT_ID)).toArray();
        context.tables()
                .read(Specs.TENSORS)
                .filter(functions.col(PREPARATION_ID).equalTo(model.preparationId()))
                .filter(functions.col(OBJECT_ID).isin(ids))
                .select(OBJECT_ID, HEIGHT, WIDTH, PIXELS)
                .collectAsList()
                .forEach(row -> pictures.images.put(
                        row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))));
        Object[] runs =
                scores.stream().map(row -> row.<String>getAs(RUN_ID)).distinct().toArray();
        List<Row> latents = context.tables()
                .read(Specs.LATENTS)
                .filter(functions.col(MODEL_ID).equalTo(model.modelId()))
                .filter(functions.col(RUN_ID).isin(runs))
                .filter(functions.col(OBJECT_ID).isin(ids))
                .select(OBJECT_ID, Z)
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
