package org.galaxyvae.score;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.TableSpec;

/**
 * Writes what a scoring made where people read it.
 *
 * @param home the model's directory
 */
record Publication(StageContext context, SavedModel model, Path home) {
    /** Plain Parquet first, unseen until CURRENT names it; then the tables, scores before what explains them; then CURRENT. */
    void write(Dataset<Row> scored) throws IOException {
        Dataset<Row> named = scored.withColumn("model_id", functions.lit(model.modelId()))
                .withColumn("run_id", functions.lit(context.runId()))
                .withColumn("scoring_hash", functions.lit(model.scoringHash()))
                .withColumn("scored_at", functions.lit(java.sql.Timestamp.from(context.startedAt())));
        Dataset<Row> scores = Ranks.add(calibratedOn(trainedOn(named)));
        Path published = context.workspace().published(context.runId());
        context.spark().sparkContext().setJobDescription("publish " + context.runId());
        write(Specs.LATENTS, named, new Path(published, "latents"));
        replace(Specs.EVIDENCES, select(Specs.EVIDENCES, named));
        write(Specs.SCORES, scores, new Path(published, "scores"));
        new Explanations(context, model).write();
        context.workspace().replaceText(context.workspace().current(), context.runId() + "\n");
    }

    private void write(TableSpec table, Dataset<Row> rows, Path path) {
        select(table, rows).write().parquet(path.toString());
        replace(table, context.spark().read().parquet(path.toString()));
    }

    private void replace(TableSpec table, Dataset<Row> rows) {
        context.tables().overwrite(table, rows, functions.col("model_id").equalTo(model.modelId()));
    }

    private static Dataset<Row> select(TableSpec table, Dataset<Row> rows) {
        Column[] columns =
                Arrays.stream(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
        return rows.select(columns);
    }

    /** By id or by content: a copy of a training image was seen as well. */
    private Dataset<Row> trainedOn(Dataset<Row> rows) {
        Dataset<Row> objects =
                context.spark().read().parquet(new Path(home, ModelDirectory.TRAINING_OBJECTS).toString());
        Dataset<Row> ids =
                objects.select(functions.col("object_id")).distinct().withColumn("by_id", functions.lit(true));
        Dataset<Row> contents =
                objects.select(functions.col("content_hash")).distinct().withColumn("by_content", functions.lit(true));
        return rows.join(ids, "object_id", "left")
                .join(contents, "content_hash", "left")
                .withColumn(
                        "trained_on",
                        functions.coalesce(functions.col("by_id"), functions.col("by_content"), functions.lit(false)))
                .drop("by_id", "by_content");
    }

    private Dataset<Row> calibratedOn(Dataset<Row> rows) throws IOException {
        Path objects = new Path(home, ModelDirectory.CALIBRATION_OBJECTS);
        FileSystem files = context.workspace().files();
        if (!files.exists(objects)) {
            return rows.withColumn("calibrated_on", functions.lit(false));
        }
        Dataset<Row> ids =
                context.spark().read().parquet(objects.toString()).withColumn("calibrated", functions.lit(true));
        return rows.join(ids, "object_id", "left")
                .withColumn("calibrated_on", functions.coalesce(functions.col("calibrated"), functions.lit(false)))
                .drop("calibrated");
    }
}
