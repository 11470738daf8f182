package org.galaxyvae.model.registry;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.galaxyvae.base.row.ColumnNames.AUC;
import static org.galaxyvae.base.row.ColumnNames.AVERAGE_PRECISION;
import static org.galaxyvae.base.row.ColumnNames.EVALUATED_AT;
import static org.galaxyvae.base.row.ColumnNames.LABEL_COLUMN;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NEGATIVES;
import static org.galaxyvae.base.row.ColumnNames.OBJECTS;
import static org.galaxyvae.base.row.ColumnNames.OBJECTS_HASH;
import static org.galaxyvae.base.row.ColumnNames.POSITIVE;
import static org.galaxyvae.base.row.ColumnNames.POSITIVES;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * How good {@code anomaly_score} of one model was found by one run of {@code evaluate}.
 *
 * @param question what was asked, as options of {@code evaluate}
 * @param objects of how many objects
 * @param objectsHash of which ones; null in rows of earlier versions
 * @param measures by name, 0 to 1, more is better
 * @param measuredAt UTC, ISO 8601
 */
record ModelMeasurement(
        String runId,
        String modelId,
        String question,
        String objects,
        @Nullable String objectsHash,
        Map<String, Double> measures,
        String measuredAt) {
    /** The question that needs no labels. */
    static final String INJECTED = "--inject";

    public ModelMeasurement {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** Whether the same was asked of the same objects; of earlier versions only their number is known. */
    boolean comparableWith(ModelMeasurement other) {
        return question.equals(other.question)
                && objects.equals(other.objects)
                && Objects.equals(objectsHash, other.objectsHash);
    }

    /** All of the workspace, the newest first. */
    static List<ModelMeasurement> all(StageContext context) {
        List<ModelMeasurement> all = new ArrayList<>(injected(context));
        all.addAll(labeled(context));
        all.sort(Comparator.comparing(ModelMeasurement::measuredAt)
                .thenComparing(ModelMeasurement::runId)
                .reversed());
        return all;
    }

    /** Means over kinds and strengths. */
    private static List<ModelMeasurement> injected(StageContext context) {
        return context
                .tables()
                .readWithColumns(Specs.INJECTIONS)
                .where("score = 'anomaly_score' AND auc IS NOT NULL AND recall_at_5_percent IS NOT NULL")
                .groupBy(RUN_ID, MODEL_ID)
                .agg(
                        avg("auc"),
                        avg("recall_at_5_percent"),
                        count(lit(1)),
                        max(OBJECTS),
                        max(EVALUATED_AT),
                        max(OBJECTS_HASH))
                .collectAsList()
                .stream()
                .map(row -> new ModelMeasurement(
                        row.getString(0),
                        row.getString(1),
                        INJECTED,
                        String.format(Locale.ROOT, "%d anomalies in %d objects", row.getLong(4), row.getLong(5)),
                        row.getString(7),
                        measures("auc", row.getDouble(2), "recall_at_5_percent", row.getDouble(3)),
                        row.getTimestamp(6).toInstant().toString()))
                .toList();
    }

    /** All positives together. */
    private static List<ModelMeasurement> labeled(StageContext context) {
        return context
                .tables()
                .readWithColumns(Specs.EVALUATIONS)
                .where("evidence = 'anomaly_score' AND label_class = 'all' AND auc IS NOT NULL"
                        + " AND average_precision IS NOT NULL")
                .select(
                        col(RUN_ID),
                        col(MODEL_ID),
                        col(LABEL_COLUMN),
                        col(POSITIVE),
                        col(SPLIT),
                        col(POSITIVES),
                        col(NEGATIVES),
                        col(AUC),
                        col(AVERAGE_PRECISION),
                        col(EVALUATED_AT),
                        col(OBJECTS_HASH))
                .collectAsList()
                .stream()
                .map(ModelMeasurement::labeled)
                .toList();
    }

    private static ModelMeasurement labeled(Row row) {
        return new ModelMeasurement(
                row.getString(0),
                row.getString(1),
                "--label-column " + word(row.getString(2)) + " --positive " + word(row.getString(3)) + " --split "
                        + word(row.getString(4)),
                String.format(Locale.ROOT, "%d positives and %d negatives", row.getLong(5), row.getLong(6)),
                row.getString(10),
                measures("auc", row.getDouble(7), "average_precision", row.getDouble(8)),
                row.getTimestamp(9).toInstant().toString());
    }

    private static Map<String, Double> measures(String first, double one, String second, double two) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(first, one);
        measures.put(second, two);
        return measures;
    }

    /** As a shell takes it. */
    private static String word(@Nullable String text) {
        String value = text == null ? "" : text;
        return value.matches("[\\w.,:+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
