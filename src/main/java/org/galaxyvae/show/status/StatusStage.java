package org.galaxyvae.show.status;

import static org.galaxyvae.base.row.ColumnNames.COMMAND;
import static org.galaxyvae.base.row.ColumnNames.CREATED_AT;
import static org.galaxyvae.base.row.ColumnNames.FDR_Q;
import static org.galaxyvae.base.row.ColumnNames.FINISHED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OUTCOME;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.STARTED_AT;
import static org.galaxyvae.base.row.ColumnNames.URI;

import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.WorkspaceLock;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelRegistry;
import org.jspecify.annotations.Nullable;

/** Counts what a workspace holds. */
public final class StatusStage {
    private static final int RUNS_TOLD = 5;

    private StatusStage() {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where the workspace has no table
     */
    public static StatusSummary run(StageContext context) {
        context.spark().sparkContext().setJobDescription("status");
        Map<String, Long> rows = new LinkedHashMap<>();
        for (TableSpec table : Specs.ALL) {
            if (context.tables().exists(table)) {
                rows.put(table.name(), context.tables().rows(table));
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidDataException("Cannot read workspace "
                    + context.workspace().root() + ": it has no tables, run galaxy-vae ingest first");
        }
        Row production = productionModel(context);
        return new StatusSummary(
                context.workspace().root().toString(),
                rows,
                production == null ? null : production.getString(0),
                context.workspace().currentRun().orElse(null),
                production == null ? null : cuts(context, production),
                lastRuns(context),
                rejects(context),
                WorkspaceLock.holder(context.workspace()).orElse(null),
                NightStatus.read(context));
    }

    /** model_id and uri of the newest, or null for none. */
    private static @Nullable Row productionModel(StageContext context) {
        List<Row> models = new ModelRegistry(context)
                .in(ModelStage.PRODUCTION)
                .orderBy(functions.col(CREATED_AT).desc())
                .select(MODEL_ID, URI)
                .takeAsList(1);
        return models.isEmpty() ? null : models.get(0);
    }

    /** A model that is damaged or of an earlier version is told by the commands that need it, not here. */
    private static @Nullable CutStatus cuts(StageContext context, Row production) {
        try {
            SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(production.getString(1)));
            Dataset<Row> scores = context.tables()
                    .readOrEmpty(Specs.SCORES)
                    .filter(functions.col(MODEL_ID).equalTo(production.getString(0)));
            return CutStatus.of(
                    model.references().calibration(),
                    scores.count(),
                    scores.filter(functions.col(FDR_Q).leq(CutStatus.RATE)).count());
        } catch (InvalidDataException e) {
            return null;
        }
    }

    private static List<StatusSummary.Run> lastRuns(StageContext context) {
        return context
                .tables()
                .readOrEmpty(Specs.RUNS)
                .orderBy(functions.col(STARTED_AT).desc())
                .select(RUN_ID, COMMAND, OUTCOME, STARTED_AT, FINISHED_AT)
                .takeAsList(RUNS_TOLD)
                .stream()
                .map(row -> run(row, row.getTimestamp(3), row.getTimestamp(4)))
                .toList();
    }

    private static StatusSummary.Run run(Row row, Timestamp started, Timestamp finished) {
        return new StatusSummary.Run(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                started.toInstant().toString(),
                (finished.getTime() - started.getTime()) / 1000.0);
    }

    private static Map<String, Long> rejects(StageContext context) {
        Map<String, Long> counts = new LinkedHashMap<>();
        context.tables()
                .readOrEmpty(Specs.REJECTS)
                .groupBy(REASON)
                .count()
                .orderBy(functions.col("count").desc(), functions.col(REASON))
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }
}
