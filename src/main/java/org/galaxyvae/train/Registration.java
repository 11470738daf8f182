package org.galaxyvae.train;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.row.ModelRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.row.TrainingMetricRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelRegistry;
import org.jspecify.annotations.Nullable;

/** Makes a model of what was trained or fitted: its directory, its row. */
final class Registration {
    /** The picture beside the weights. */
    static final String RECONSTRUCTIONS = "reconstructions.png";

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final StageContext context;

    Registration(StageContext context) {
        this.context = context;
    }

    /**
     * Everything under the staging folder, then one rename, then the row that makes it a model.
     *
     * @param trainingObjects object_id, content_hash
     * @param calibrationObjects object_id
     * @param reconstructions PNG, or null for none
     * @param metrics rows of {@code training_metrics}
     * @param stage {@link ModelRegistry#ofNewModel}, as the summary has it
     */
    void save(
            SavedModel model,
            Dataset<Row> trainingObjects,
            Dataset<Row> calibrationObjects,
            byte @Nullable [] reconstructions,
            List<TrainingMetricRow> metrics,
            ModelStage stage,
            long imagesPresented,
            Summary summary)
            throws IOException {
        FileSystem files = context.workspace().files();
        Path staged = new Path(context.workspace().staging(context.runId()), "model");
        write(trainingObjects, new Path(staged, ModelDirectory.TRAINING_OBJECTS));
        write(calibrationObjects, new Path(staged, ModelDirectory.CALIBRATION_OBJECTS));
        if (reconstructions != null) {
            WholeFile.write(files, new Path(staged, RECONSTRUCTIONS), reconstructions);
        }
        // last: it lists and hashes everything in the directory
        ModelDirectory.write(files, staged, model);
        Path home = context.workspace().model(model.modelId());
        files.mkdirs(home.getParent());
        // a run that was killed here before it was resumed left one without a row
        files.delete(home, true);
        if (!files.rename(staged, home)) {
            throw new IOException("Cannot rename " + staged + " to " + home);
        }
        if (!metrics.isEmpty()) {
            // replaced, not appended: a resumed run may have written them before it was killed
            context.tables()
                    .overwrite(
                            Specs.TRAINING_METRICS,
                            RecordColumns.dataset(context.spark(), TrainingMetricRow.class, metrics),
                            functions.col(MODEL_ID).equalTo(model.modelId()));
        }
        ModelRow row = new ModelRow(
                model.modelId(),
                stage.word(),
                model.preparation().id(),
                SettingsReader.toJson(model.settings()),
                JSON.writeValueAsString(summary),
                home.toString(),
                imagesPresented,
                context.startedAt(),
                context.startedAt(),
                null,
                null);
        context.tables().append(Specs.MODELS, RecordColumns.dataset(context.spark(), ModelRow.class, List.of(row)));
        files.delete(context.workspace().staging(context.runId()), true);
    }

    private static void write(Dataset<Row> objects, Path path) {
        objects.coalesce(1).write().parquet(path.toString());
    }
}
