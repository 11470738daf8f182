package org.galaxyvae.lab.travel;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.SimilarIds;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.pixel.draw.Picture;
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
        rows.where(col(OBJECT_ID).isin(objectIds.toArray()))
                .select(OBJECT_ID, Z)
                .collectAsList()
                .forEach(row -> found.put(row.getString(0), Latents.floats(row, 1)));
        return SimilarIds.inOrder(found, objectIds, rows, option, choice.modelId());
    }

    /** The posterior mean of one object, as the command's option names it. */
    float[] mean(String option, String objectId) {
        return Objects.requireNonNull(means(option, List.of(objectId)).get(objectId));
    }

    /** Prepared images of those objects whose tensors are there. */
    Map<String, Picture> images(List<String> objectIds) {
        return Chosen.pictures(context, choice, objectIds);
    }

    /** The model's network. */
    Decoder decoder() {
        return Decoder.read(context.workspace().files(), new Path(choice.uri()));
    }
}
