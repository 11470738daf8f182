package org.galaxyvae.show.report;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/**
 * A published run as it was published.
 *
 * @param context whose {@code scores} and {@code latents} are that run's
 * @param last whether it is what readers of its model's scores see now
 */
record ReportedRun(StageContext context, ModelChoice model, String runId, boolean last) {
    /**
     * Finds the run, or the production model's last.
     *
     * @throws RequestException where there is no such run; the message names those there are
     */
    static ReportedRun of(StageContext context, @Nullable String runId) {
        if (!context.tables().exists(Specs.SCORES)) {
            throw new InvalidDataException("Cannot report on workspace "
                    + context.workspace().root() + ": it has no scores, run galaxy-vae score first");
        }
        if (runId == null) {
            ModelChoice model = ModelChoice.of(context, null);
            return new ReportedRun(context, model, lastRun(context, model.modelId()), true);
        }
        String modelId = modelOf(context.tables(), runId);
        if (modelId != null) {
            return new ReportedRun(context, ModelChoice.of(context, modelId), runId, true);
        }
        boolean tagged =
                runId.matches("[0-9A-Za-z-]+") && context.tables().branches().has(Specs.SCORES, Branches.tag(runId));
        Tables then = context.tables().asPublishedBy(runId);
        modelId = tagged ? modelOf(then, runId) : null;
        if (modelId == null) {
            throw new RequestException(
                    "Invalid --run " + runId + ": no such published run, expected one of " + known(context));
        }
        return new ReportedRun(context.with(then), ModelChoice.of(context, modelId), runId, false);
    }

    private static String lastRun(StageContext context, String modelId) {
        List<Row> runs = context.tables()
                .read(Specs.SCORES)
                .where(functions.col(MODEL_ID).equalTo(modelId))
                .select(RUN_ID)
                .limit(1)
                .collectAsList();
        if (runs.isEmpty()) {
            throw new InvalidDataException("Cannot report on model " + modelId
                    + ": it has no scores, run galaxy-vae score --model " + modelId + " first");
        }
        return runs.get(0).getString(0);
    }

    private static @Nullable String modelOf(Tables tables, String runId) {
        List<Row> models = tables.read(Specs.SCORES)
                .where(functions.col(RUN_ID).equalTo(runId))
                .select(MODEL_ID)
                .limit(1)
                .collectAsList();
        return models.isEmpty() ? null : models.get(0).getString(0);
    }

    private static String known(StageContext context) {
        Dataset<Row> runs = context.tables().read(Specs.SCORES).select(RUN_ID).distinct();
        String now = runs.orderBy(RUN_ID).collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining(", "));
        String earlier = context.tables().iceberg(Specs.SCORES).refs().keySet().stream()
                .filter(name -> name.startsWith("published_"))
                .map(name -> name.substring("published_".length()).replace('_', '-'))
                .filter(name -> !now.contains(name))
                .sorted()
                .collect(Collectors.joining(", "));
        return earlier.isEmpty() ? now : now + ", " + earlier;
    }
}
