package org.galaxyvae.train;

import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.model.registry.ModelRegistry;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Training;
import org.galaxyvae.train.learn.TrainingTensors;
import org.galaxyvae.train.learn.Validation;

/** Tensors in, a model out: trained, fitted, saved, registered. */
public final class TrainStage {
    private final StageContext context;
    private final TrainingInput input;
    private final Checkpoints checkpoints;
    private final Checkpoint.Origin origin;

    private TrainStage(StageContext context, TrainingInput input) {
        this.context = context;
        this.input = input;
        this.checkpoints = new Checkpoints(context.workspace(), context.progress()::note);
        this.origin = Checkpoint.Origin.of(input.images(), input.validation());
    }

    /** Trains a model from the start; see {@link #run(StageContext, boolean)}. */
    public static TrainSummary run(StageContext context) throws Exception {
        return run(context, false);
    }

    /**
     * Trains a model on the workspace's tensors.
     *
     * @param resume go on with the newest unfinished training instead of starting one
     * @throws InvalidDataException where there are too few of them, or none for these settings
     * @throws RequestException where {@code train.where} is not a condition on the catalog, or no unfinished training has
     *     these settings and images
     */
    public static TrainSummary run(StageContext context, boolean resume) throws Exception {
        return new TrainStage(context, TrainingInput.of(context)).run(resume);
    }

    private TrainSummary run(boolean resume) throws IOException {
        TrainingStart start = resume
                ? TrainingStart.resumed(context, checkpoints, origin)
                : TrainingStart.afresh(context, checkpoints);
        Snapshot trained = train(start);
        Baselines baselines = fitBaselines();
        byte[] grid = drawReconstructions(trained, baselines);
        References references = fitReferences(trained, baselines);
        TrainSummary summary = summary(start, trained, baselines);
        register(start, trained, references, grid, summary);
        checkpoints.delete(start.modelId());
        return summary;
    }

    private Snapshot train(TrainingStart start) throws IOException {
        Training training = new Training(
                context.settings(), input.architecture(), input.images(), input.validation(), start.workers());
        return new TrainingRun(context, checkpoints, start.modelId(), start.workers(), origin)
                .run(input.architecture(), input.images(), training, start.snapshot());
    }

    private Baselines fitBaselines() {
        context.progress().note("fitting baselines");
        return Baselines.fit(
                TrainingTensors.samplePixels(input.tensors().training(), Baselines.imagesMost(input.architecture())),
                context.settings().seed());
    }

    private byte[] drawReconstructions(Snapshot trained, Baselines baselines) {
        return ReconstructionGrid.png(
                input.architecture(),
                trained.bestParameters(),
                baselines,
                TrainingTensors.sample(input.tensors().calibration(), ReconstructionGrid.OBJECTS)
                        .orderBy("object_id")
                        .select("object_id", "pixels")
                        .collectAsList());
    }

    private References fitReferences(Snapshot trained, Baselines baselines) {
        context.progress().note("fitting references");
        return ReferenceFit.fit(
                context,
                input.architecture(),
                trained.bestParameters(),
                baselines.components(),
                input.tensors().training(),
                input.tensors().calibration());
    }

    private TrainSummary summary(TrainingStart start, Snapshot trained, Baselines baselines) {
        Validation best = Objects.requireNonNull(trained.best(), "a validation comes due at the last image")
                .validation();
        Path home = context.workspace().model(start.modelId());
        return new TrainSummary(
                start.modelId(),
                new ModelRegistry(context).ofNewModel(),
                input.images().size(),
                input.calibrationObjects(),
                trained.imagesPresented(),
                start.workers(),
                best.mse(),
                best.psnrDb(),
                best.ssim(),
                best.elbo(),
                best.activeUnits(),
                baselines.measure(input.validation(), input.architecture()),
                new Path(home, Registration.RECONSTRUCTIONS).toString(),
                trained.imagesPerS());
    }

    private void register(
            TrainingStart start, Snapshot trained, References references, byte[] grid, TrainSummary summary)
            throws IOException {
        SavedModel model = new SavedModel(
                start.modelId(),
                input.architecture(),
                input.preparation(),
                trained.bestParameters(),
                references,
                context.settings(),
                Provenance.of(context, input.images().size(), input.calibrationObjects(), start.workers()));
        new Registration(context)
                .save(
                        model,
                        input.objects(context),
                        ReferenceFit.calibrationSample(input.tensors().calibration())
                                .select("object_id"),
                        grid,
                        TrainingMetrics.rows(start.modelId(), trained.curve(), summary.baselines()),
                        summary.stage(),
                        trained.imagesPresented(),
                        summary);
    }
}
