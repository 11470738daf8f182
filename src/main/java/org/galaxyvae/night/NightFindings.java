package org.galaxyvae.night;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.CHANGE;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.CREATED_AT;
import static org.galaxyvae.base.row.ColumnNames.MEASURED_AT;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RECALLED;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.DriftRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.score.drift.DriftRows;
import org.galaxyvae.score.evaluate.PlantedRecall;
import org.jspecify.annotations.Nullable;

/**
 * What a night shows beside its scores; all of it stands on the night's branch.
 *
 * @param drift rows of {@code drift}
 * @param plantedRecall share found, or null where none was planted
 * @param changes rows of {@code score_changes} by kind
 * @param alerts rows of {@code alerts}
 */
record NightFindings(
        List<DriftRow> drift,
        @Nullable Double plantedRecall,
        List<Check> plantedChecks,
        Map<String, Long> changes,
        long alerts,
        String recommendation) {

    /** The catalog's first hundredth is what people can look at. */
    private static final double LOOKED_AT = 0.99;

    NightFindings {
        drift = List.copyOf(drift);
        plantedChecks = List.copyOf(plantedChecks);
        changes = Map.copyOf(changes);
    }

    /**
     * Measures a scored night and writes what it finds to the night's branch.
     *
     * @param unseen the night's tables
     * @param context the published ones
     * @param previousRun what is published, or null
     * @param last the model's published scores, or null
     */
    static NightFindings of(
            StageContext unseen,
            StageContext context,
            ModelChoice model,
            @Nullable String previousRun,
            @Nullable Dataset<Row> last)
            throws IOException {
        Instant madeAt = context.tables()
                .read(Specs.MODELS)
                .where(functions.col(MODEL_ID).equalTo(model.modelId()))
                .select(CREATED_AT)
                .first()
                .getTimestamp(0)
                .toInstant();
        List<DriftRow> drift = DriftRows.of(unseen, model.modelId(), madeAt, last);
        append(unseen, Specs.DRIFT, RecordColumns.rows(drift));
        Dataset<Row> now =
                unseen.tables().read(Specs.SCORES).where(functions.col(MODEL_ID).equalTo(model.modelId()));
        PlantedRecall planted = planted(unseen, model, madeAt, now);
        Map<String, Long> changes = changes(unseen, context, model, previousRun, now);
        long alerts = alerts(unseen, now);
        return new NightFindings(
                drift,
                planted == null ? null : planted.recall(),
                checks(context, model, planted),
                changes,
                alerts,
                recommendation(drift));
    }

    /** What each comparison asks for, such as {@code drift against the model: watch}; empty where nothing is to be done. */
    private static String recommendation(List<DriftRow> drift) {
        return drift.stream()
                .filter(row -> row.quantity().equals("(all)"))
                .filter(row -> !List.of("none", "wait").contains(row.recommendation()))
                .map(row -> "drift against " + row.reference() + ": " + row.recommendation())
                .collect(Collectors.joining("; "));
    }

    private static @Nullable PlantedRecall planted(
            StageContext unseen, ModelChoice model, Instant madeAt, Dataset<Row> now) throws IOException {
        if (unseen.settings().audit().plantedObjects() == 0) {
            return null;
        }
        double threshold = now.stat().approxQuantile("anomaly_score", new double[] {LOOKED_AT}, 0)[0];
        SavedModel saved = ModelDirectory.read(unseen.workspace().files(), new Path(model.uri()));
        PlantedRecall planted = PlantedRecall.measure(unseen, saved, madeAt, threshold);
        append(unseen, Specs.PLANTED, RecordColumns.rows(planted.rows()));
        return planted.rows().isEmpty() ? null : planted;
    }

    private static List<Check> checks(StageContext context, ModelChoice model, @Nullable PlantedRecall planted) {
        Settings.Audit limits = context.settings().audit();
        if (planted == null) {
            String why = "no anomaly was planted: audit.planted_objects is 0, or no test image of three bands is there";
            return List.of(
                    Check.notMeasured("planted_recall", limits.minPlantedRecall(), why),
                    Check.notMeasured("planted_recall_drop", limits.maxPlantedRecallDrop(), why));
        }
        Check least = Check.atLeast(
                "planted_recall",
                planted.recall(),
                limits.minPlantedRecall(),
                "share of " + planted.rows().size() + " planted anomalies above the catalog's first hundredth");
        List<Row> before = context.tables()
                .readOrEmpty(Specs.PLANTED)
                .where(functions.col(MODEL_ID).equalTo(model.modelId()))
                .groupBy(RUN_ID)
                .agg(
                        functions.max(MEASURED_AT).as(MEASURED_AT),
                        functions.avg(functions.col(RECALLED).cast("double")).as("recall"))
                .orderBy(functions.col(MEASURED_AT).desc())
                .takeAsList(1);
        Check drop = before.isEmpty()
                ? Check.notMeasured(
                        "planted_recall_drop",
                        limits.maxPlantedRecallDrop(),
                        "no night of this model was published before")
                : Check.atMost(
                        "planted_recall_drop",
                        before.get(0).getDouble(2) - planted.recall(),
                        limits.maxPlantedRecallDrop(),
                        "found less than the last night, share of the planted");
        return List.of(least, drop);
    }

    private static Map<String, Long> changes(
            StageContext unseen,
            StageContext context,
            ModelChoice model,
            @Nullable String previousRun,
            Dataset<Row> now) {
        if (previousRun == null) {
            return Map.of();
        }
        Dataset<Row> before =
                context.tables().read(Specs.SCORES).where(functions.col(RUN_ID).equalTo(previousRun));
        if (before.isEmpty()) {
            return Map.of();
        }
        String previousModel = before.select(MODEL_ID).first().getString(0);
        ModelChoice previously = ModelChoice.of(context, previousModel);
        Dataset<Row> changes = new ScoreChanges(
                        unseen.settings().changes(),
                        new ScoreChanges.Published(previousRun, previousModel, previously.preparationId()),
                        new ScoreChanges.Published(unseen.runId(), model.modelId(), model.preparationId()),
                        unseen.startedAt())
                .between(ranking(context, previousModel, before), ranking(unseen, model.modelId(), now));
        unseen.tables().append(Specs.SCORE_CHANGES, changes);
        Map<String, Long> counts = new TreeMap<>();
        unseen.tables()
                .read(Specs.SCORE_CHANGES)
                .where(functions.col(RUN_ID).equalTo(unseen.runId()))
                .groupBy(CHANGE)
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    private static Dataset<Row> ranking(StageContext context, String modelId, Dataset<Row> scores) {
        return scores.select(OBJECT_ID, RANK, ANOMALY_SCORE, MODEL_ID, RUN_ID)
                .join(PublishedLatents.of(context.tables(), modelId).select(OBJECT_ID, CONTENT_HASH), OBJECT_ID);
    }

    /** The first of the ranking, but for those that people were told of before. */
    private static long alerts(StageContext unseen, Dataset<Row> now) {
        List<Row> alerts = Alerts.fresh(
                        now,
                        unseen.tables().readOrEmpty(Specs.ALERTS),
                        unseen.settings().nightly().alertsTop(),
                        unseen.runId(),
                        unseen.startedAt())
                .collectAsList();
        append(unseen, Specs.ALERTS, alerts);
        return alerts.size();
    }

    private static void append(StageContext unseen, TableSpec table, List<Row> rows) {
        if (!rows.isEmpty()) {
            unseen.tables().append(table, unseen.spark().createDataFrame(rows, table.schema()));
        }
    }
}
