package org.galaxyvae.train;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.train.learn.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Where a training begins.
 *
 * @param modelId the model it will become
 * @param workers parts of a round
 * @param snapshot of the checkpoint that it goes on from, or null for the start
 */
record TrainingStart(String modelId, int workers, @Nullable Snapshot snapshot) {
    /** A new training; one that could be resumed instead is told. */
    static TrainingStart afresh(StageContext context, Checkpoints checkpoints) throws IOException {
        List<String> unfinished = checkpoints.unfinished(models(context));
        if (!unfinished.isEmpty()) {
            context.progress()
                    .note("training " + unfinished.get(0)
                            + " is unfinished and could go on with train --resume; starting afresh");
        }
        int workers = context.settings().train().workers();
        return new TrainingStart(
                Ids.next(context.startedAt()),
                workers == 0 ? context.spark().sparkContext().defaultParallelism() : workers,
                null);
    }

    /** The newest unfinished training; see {@link Checkpoints#resumed} for what is thrown. */
    static TrainingStart resumed(StageContext context, Checkpoints checkpoints, Checkpoint.Origin origin)
            throws IOException {
        Checkpoint checkpoint = checkpoints.resumed(models(context), context.settings(), origin);
        context.progress()
                .note(String.format(
                        Locale.ROOT,
                        "resuming training %s at %,d images",
                        checkpoint.modelId(),
                        checkpoint.snapshot().imagesPresented()));
        return new TrainingStart(checkpoint.modelId(), checkpoint.workers(), checkpoint.snapshot());
    }

    private static Set<String> models(StageContext context) {
        Set<String> ids = new HashSet<>();
        context.tables()
                .readOrEmpty(Specs.MODELS)
                .select(MODEL_ID)
                .collectAsList()
                .forEach(row -> ids.add(row.getString(0)));
        return ids;
    }
}
