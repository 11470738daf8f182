package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.CALIBRATED_ON;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SCORED_AT;
import static org.galaxyvae.base.row.ColumnNames.SCORING_HASH;
import static org.galaxyvae.base.row.ColumnNames.TRAINED_ON;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;

/**
 * Writes a scoring to the tables of the context, which are those of a branch until {@link Handover} publishes them.
 *
 * @param home the model's directory
 */
record Publication(StageContext context, SavedModel model, Path home) {
    /**
     * Writes all tables of the run.
     *
     * @param all every object, old and new, with its evidences
     * @param fresh those whose evidences the published table does not have
     */
    void write(Dataset<Row> all, Dataset<Row> fresh) throws IOException {
        context.spark().sparkContext().setJobDescription("write run " + context.runId());
        keepEvidences(select(Specs.EVIDENCES, named(fresh)));
        writeLatents(select(Specs.LATENTS, named(all)));
        Dataset<Row> scores = CatalogRanks.add(calibratedOn(trainedOn(named(all))));
        context.tables().overwrite(Specs.SCORES, select(Specs.SCORES, scores), ofModel());
        new Explanations(context, model).write();
    }

    private Dataset<Row> named(Dataset<Row> rows) {
        return rows.withColumn(MODEL_ID, functions.lit(model.modelId()))
                .withColumn(RUN_ID, functions.lit(context.runId()))
                .withColumn(SCORING_HASH, functions.lit(model.scoringHash()))
                .withColumn(SCORED_AT, functions.lit(java.sql.Timestamp.from(context.startedAt())));
    }

    /** Rows of an earlier way of scoring, and of images that are gone, have no use any more. */
    private void keepEvidences(Dataset<Row> fresh) {
        if (!context.tables().exists(Specs.EVIDENCES) || !fresh.isEmpty()) {
            context.tables().put(Specs.EVIDENCES, fresh);
        }
        deleteWhereAny(
                Specs.EVIDENCES,
                "model_id = '" + model.modelId() + "' AND scoring_hash <> '" + model.scoringHash() + "'");
    }

    /** The published run's latents stay until the next: who reads its scores meanwhile finds them. */
    private void writeLatents(Dataset<Row> latents) {
        String runs =
                context
                        .tables()
                        .readOrEmpty(Specs.SCORES)
                        .where(ofModel())
                        .select(RUN_ID)
                        .distinct()
                        .collectAsList()
                        .stream()
                        .map(row -> " AND run_id <> '" + row.getString(0) + "'")
                        .collect(Collectors.joining());
        deleteWhereAny(Specs.LATENTS, "model_id = '" + model.modelId() + "'" + runs);
        context.tables().append(Specs.LATENTS, latents);
    }

    /** A commit only where there is something to delete. */
    private void deleteWhereAny(TableSpec table, String condition) {
        if (!context.tables().readOrEmpty(table).where(condition).isEmpty()) {
            context.tables().delete(table, condition);
        }
    }

    private Column ofModel() {
        return functions.col(MODEL_ID).equalTo(model.modelId());
    }

    private static Dataset<Row> select(TableSpec table, Dataset<Row> rows) {
        Column[] columns =
                Arrays.stream(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
        return rows.select(columns);
    }

    /** By id or by content: a copy of a training image was seen as well. */
    private Dataset<Row> trainedOn(Dataset<Row> rows) throws IOException {
        Path trained = new Path(home, ModelDirectory.TRAINING_OBJECTS);
        if (!context.workspace().files().exists(trained)) {
            throw new InvalidDataException("Cannot read model " + home + ": " + ModelDirectory.TRAINING_OBJECTS
                    + " is missing, it was there when the scoring began; expected a model directory that stays");
        }
        Dataset<Row> objects = context.spark().read().parquet(LiteralPath.of(trained));
        Dataset<Row> ids = objects.select(functions.col(OBJECT_ID)).distinct().withColumn("by_id", functions.lit(true));
        Dataset<Row> contents =
                objects.select(functions.col(CONTENT_HASH)).distinct().withColumn("by_content", functions.lit(true));
        return rows.join(ids, OBJECT_ID, "left")
                .join(contents, CONTENT_HASH, "left")
                .withColumn(
                        TRAINED_ON,
                        functions.coalesce(functions.col("by_id"), functions.col("by_content"), functions.lit(false)))
                .drop("by_id", "by_content");
    }

    private Dataset<Row> calibratedOn(Dataset<Row> rows) throws IOException {
        Path objects = new Path(home, ModelDirectory.CALIBRATION_OBJECTS);
        FileSystem files = context.workspace().files();
        if (!files.exists(objects)) {
            return rows.withColumn(CALIBRATED_ON, functions.lit(false));
        }
        Dataset<Row> ids =
                context.spark().read().parquet(LiteralPath.of(objects)).withColumn("calibrated", functions.lit(true));
        return rows.join(ids, OBJECT_ID, "left")
                .withColumn(CALIBRATED_ON, functions.coalesce(functions.col("calibrated"), functions.lit(false)))
                .drop("calibrated");
    }
}
