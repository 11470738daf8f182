package org.galaxyvae.train;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.registry.ModelRegistry;
import org.galaxyvae.train.learn.TrainingTensors;
import org.jspecify.annotations.Nullable;

/** A trained network and today's {@code score} settings in, a new model out: everything fitted again but the network. */
public final class RefitStage {
    private RefitStage() {}

    /**
     * Runs the stage.
     *
     * @param modelId whose network it is, or null for production
     * @throws InvalidDataException where the network's training objects, or enough calibration objects, are not there
     */
    public static RefitSummary run(StageContext context, @Nullable String modelId) throws Exception {
        ModelChoice choice = ModelChoice.of(context, modelId);
        FileSystem files = context.workspace().files();
        Path home = new Path(choice.uri());
        SavedModel old = ModelDirectory.read(files, home);
        Settings settings = old.settings().withScore(context.settings().score());
        StageContext own = context.with(settings);
        TrainingTensors tensors = TrainingTensors.of(own, old.preparation());
        Dataset<Row> seen =
                context.spark().read().parquet(LiteralPath.of(new Path(home, ModelDirectory.TRAINING_OBJECTS)));
        Dataset<Row> training = tensors.training().join(seen.select(OBJECT_ID), OBJECT_ID);
        Dataset<Row> calibration = tensors.calibration().join(seen.select(CONTENT_HASH), CONTENT_HASH, "left_anti");
        long calibrationObjects = calibration.count();
        TrainingTensors.requireEnough(Math.toIntExact(training.count()), calibrationObjects, 2);
        References references = ReferenceFit.fit(own, old.architecture(), old.parameters(), training, calibration);
        String id = Ids.next(context.startedAt());
        Registration registration = new Registration(own);
        RefitSummary summary = new RefitSummary(
                id,
                new ModelRegistry(context).ofNewModel(),
                choice.modelId(),
                references.members().stream().map(member -> member.column()).toList(),
                references.calibrationObjects(),
                references.calibration().smallestPValue(),
                references.calibration().tailFitP());
        Map<String, String> provenance = new LinkedHashMap<>(old.provenance());
        provenance.put("refitted_from", choice.modelId());
        provenance.put("refitted_by_run_id", context.runId());
        Path picture = new Path(home, Registration.RECONSTRUCTIONS);
        registration.save(
                new SavedModel(
                        id, old.architecture(), old.preparation(), old.parameters(), references, settings, provenance),
                seen,
                ReferenceFit.calibrationSample(calibration).select(OBJECT_ID),
                // models of the first format have none
                files.exists(picture) ? WholeFile.read(files, picture) : null,
                List.of(),
                summary.stage(),
                settings.train().images(),
                summary);
        return summary;
    }
}
