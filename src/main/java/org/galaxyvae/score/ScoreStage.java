package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.Calibration;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/** Maps the whole catalog through one model and publishes latents and scores. */
public final class ScoreStage {
    private final StageContext context;
    private final ModelChoice choice;
    private final Path home;
    private final SavedModel model;
    private final boolean again;
    private final Dataset<Row> tensors;
    private final UnfinishedPass pass;

    private ScoreStage(StageContext context, ModelChoice choice, boolean again) {
        this.context = context;
        this.choice = choice;
        this.home = new Path(choice.uri());
        this.model = ModelDirectory.read(context.workspace().files(), home);
        this.again = again;
        this.tensors = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(choice.preparationId()));
        this.pass = new UnfinishedPass(context, model);
    }

    /**
     * Scores every tensor of the model's preparation and publishes the run.
     *
     * @param modelId the model, or null for production
     * @param again also what is known and unchanged
     */
    public static ScoreSummary run(StageContext context, @Nullable String modelId, boolean again) throws Exception {
        StageContext unseen = context.with(context.tables().onBranch(Branches.ofNight(context.runId())));
        ScoreSummary summary = write(unseen, modelId, again);
        Handover.publish(context, context.runId(), summary.modelId());
        return summary;
    }

    /**
     * Scores every tensor of the model's preparation into the tables of the context; computed is only what no run before
     * computed from the same content with the same model.
     *
     * @param modelId the model, or null for production
     * @param again also what is known and unchanged
     */
    public static ScoreSummary write(StageContext context, @Nullable String modelId, boolean again) throws Exception {
        ModelChoice choice = ModelChoice.of(context, modelId).inService();
        return new ScoreStage(context, choice, again).write();
    }

    /**
     * The objects that a scoring would compute: no earlier run has, nor a pass that was killed.
     *
     * @param objects with the columns of {@code tensors} but for the pixels
     */
    public static Dataset<Row> unknown(StageContext context, SavedModel model, Dataset<Row> objects)
            throws IOException {
        Dataset<Row> known =
                new KnownEvidences(context, model).of(objects.select(OBJECT_ID, CONTENT_HASH, RA_DEG, DEC_DEG, SPLIT));
        return new UnfinishedPass(context, model).missingOf(without(objects, known));
    }

    private ScoreSummary write() throws Exception {
        Dataset<Row> objects = tensors.select(OBJECT_ID, CONTENT_HASH, RA_DEG, DEC_DEG, SPLIT, INGESTED_AT);
        long total = requireSome(objects);
        beginPass();
        KnownEvidences evidences = new KnownEvidences(context, model);
        // read by the count, and by each of the tables that are written
        Dataset<Row> known = evidences.of(objects).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> wanted = again ? objects : without(objects, known);

        Dataset<Row> missing = pass.missingOf(wanted);
        long fresh = missing.count();
        Stopwatch scoring = Stopwatch.start();
        new PixelPass(context, model)
                .run(fresh == total ? tensors : PixelPass.only(tensors, missing, fresh), fresh, pass);
        double scoringS = scoring.seconds();

        context.progress().note("ranking");
        Stopwatch ranking = Stopwatch.start();
        Dataset<Row> computed = pass.of(wanted);
        Dataset<Row> all = again || fresh == total ? computed : computed.unionByName(known.select(columns(computed)));
        new Publication(context, model, home).write(all, evidences.areUnpublished() ? all : computed);
        known.unpersist();
        pass.clear();
        return summary(total, fresh, fresh == 0 ? 0 : fresh / scoringS, ranking.seconds());
    }

    private long requireSome(Dataset<Row> objects) {
        long total = objects.count();
        if (total == 0) {
            throw new InvalidDataException("Cannot score: no tensors of preparation " + choice.preparationId()
                    + ", which model " + choice.modelId() + " reads; run galaxy-vae ingest first");
        }
        return total;
    }

    /** What a killed pass has made is gone on with, unless everything is to be computed again. */
    private void beginPass() throws IOException {
        if (again) {
            pass.clear();
        } else {
            pass.dropDamaged();
        }
    }

    private ScoreSummary summary(long total, long fresh, double imagesPerS, double rankingS) {
        Calibration calibration = model.references().calibration();
        return new ScoreSummary(
                context.runId(),
                choice.modelId(),
                total,
                fresh,
                imagesPerS,
                rankingS,
                calibration.objects(),
                calibration.smallestPValue(),
                calibration.tailFitP(),
                context.workspace().published(context.runId()).toString());
    }

    private static Column[] columns(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    }

    private static Dataset<Row> without(Dataset<Row> objects, Dataset<Row> known) {
        return objects.join(known, new String[] {OBJECT_ID}, "left_anti");
    }
}
