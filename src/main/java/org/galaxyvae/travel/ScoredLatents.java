package org.galaxyvae.travel;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.image.Picture;
import org.galaxyvae.model.Decoder;
import org.galaxyvae.neighbor.Latents;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.PublishedLatents;
import org.galaxyvae.stage.SimilarIds;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;

/** A model's latents of its last scoring, and what of the objects is at hand beside. */
record ScoredLatents(StageContext context, ModelChoice choice) {
    /**
     * Those of a model.
     *
     * @param modelId null for production
     */
    static ScoredLatents of(StageContext context, @Nullable String modelId, String job) {
        context.spark().sparkContext().setJobDescription(job);
        return new ScoredLatents(context, ModelChoice.of(context, modelId));
    }

    /**
     * Rows of {@code latents}, one an object.
     *
     * @throws InvalidDataException where the model never scored
     */
    Dataset<Row> rows() {
        Dataset<Row> rows = PublishedLatents.of(context.tables(), choice.modelId());
        if (rows.isEmpty()) {
            throw new InvalidDataException("Cannot read latents of model " + choice.modelId()
                    + ": it has scored nothing, run galaxy-vae score --model " + choice.modelId() + " first");
        }
        return rows;
    }

    /**
     * Posterior means in the order of the ids.
     *
     * @param option what named the objects, for messages
     * @throws RequestException where an object was not scored; the message names ids that are like it
     */
    Map<String, float[]> means(String option, List<String> objectIds) {
        Dataset<Row> rows = rows();
        Map<String, float[]> found = new HashMap<>();
        rows.where(col("object_id").isin(objectIds.toArray()))
                .select("object_id", "z")
                .collectAsList()
                .forEach(row -> found.put(row.getString(0), Latents.floats(row, 1)));
        Map<String, float[]> means = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String objectId : objectIds) {
            float[] z = found.get(objectId);
            if (z == null) {
                unknown.add("Invalid " + option + " " + objectId + ": model " + choice.modelId()
                        + " has not scored it, the most similar ids are " + SimilarIds.of(rows, objectId));
            } else {
                means.put(objectId, z);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RequestException(String.join("\n", unknown));
        }
        return means;
    }

    /** The same of one object. */
    float[] mean(String option, String objectId) {
        return Objects.requireNonNull(means(option, List.of(objectId)).get(objectId));
    }

    /** Prepared images of those objects whose tensors are there. */
    Map<String, Picture> images(List<String> objectIds) {
        Map<String, Picture> images = new HashMap<>();
        context.tables()
                .readOrEmpty(Specs.TENSORS)
                .where(col("preparation_id").equalTo(choice.preparationId()))
                .where(col("object_id").isin(objectIds.toArray()))
                .select("object_id", "height", "width", "pixels")
                .collectAsList()
                .forEach(row ->
                        images.put(row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))));
        return images;
    }

    /** The model's network. */
    Decoder decoder() {
        return Decoder.read(context.workspace().files(), new Path(choice.uri()));
    }
}
