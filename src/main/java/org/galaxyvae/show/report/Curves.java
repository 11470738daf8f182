package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.AUC;
import static org.galaxyvae.base.row.ColumnNames.EVALUATED_AT;
import static org.galaxyvae.base.row.ColumnNames.EVIDENCE;
import static org.galaxyvae.base.row.ColumnNames.FALSE_POSITIVE_RATE;
import static org.galaxyvae.base.row.ColumnNames.IMAGES_PRESENTED;
import static org.galaxyvae.base.row.ColumnNames.LABEL_CLASS;
import static org.galaxyvae.base.row.ColumnNames.LABEL_COLUMN;
import static org.galaxyvae.base.row.ColumnNames.METHOD;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.POINT;
import static org.galaxyvae.base.row.ColumnNames.POSITIVE;
import static org.galaxyvae.base.row.ColumnNames.PRECISION;
import static org.galaxyvae.base.row.ColumnNames.PRECISION_HIGH;
import static org.galaxyvae.base.row.ColumnNames.PRECISION_LOW;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;
import static org.galaxyvae.base.row.ColumnNames.TRAINING_LOSS;
import static org.galaxyvae.base.row.ColumnNames.TRUE_POSITIVE_RATE;
import static org.galaxyvae.base.row.ColumnNames.TRUE_POSITIVE_RATE_HIGH;
import static org.galaxyvae.base.row.ColumnNames.TRUE_POSITIVE_RATE_LOW;
import static org.galaxyvae.base.row.ColumnNames.VALIDATION_ELBO;
import static org.galaxyvae.base.row.ColumnNames.VALIDATION_KL;
import static org.galaxyvae.base.row.ColumnNames.VALIDATION_PSNR_DB;
import static org.galaxyvae.base.row.ColumnNames.VALIDATION_SSIM;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;

/** How the model learned, and how its scores do against labels. */
record Curves(ReportedRun run) {
    /** Drawn as curves, where they were measured; the table has all. */
    private static final List<String> DRAWN = List.of(
            "anomaly_score",
            "network_score",
            Evidence.ASYMMETRY.column(),
            Evidence.KNN_DISTANCE.column(),
            Evidence.RECONSTRUCTION_NLL.column(),
            "pca_score",
            "networkless_score");

    private static final String ALL = "all";

    /** One validation; null where that was not measured. */
    record Learned(
            long images,
            @Nullable Double trainingLoss,
            @Nullable Double elbo,
            @Nullable Double kl,
            @Nullable Double psnrDb,
            @Nullable Double ssim) {}

    /** What needs no network, on the same images. */
    record Baseline(
            String method,
            @Nullable Double psnrDb,
            @Nullable Double ssim) {}

    /**
     * One score's curve; arrays of equal length.
     *
     * @param truePositiveRateBand ends of the intervals at each false positive rate, [low, high][point]; null where an earlier
     *     version measured
     * @param precisionBand the same at each recall
     */
    record Measured(
            String labelClass,
            String evidence,
            double[] falsePositiveRate,
            double[] truePositiveRate,
            double[] precision,
            double @Nullable [][] truePositiveRateBand,
            double @Nullable [][] precisionBand) {}

    /** The learning curve, by images presented. */
    List<Learned> learned() {
        return training().where("method IS NULL OR method = 'vae'").orderBy(IMAGES_PRESENTED).collectAsList().stream()
                .map(row -> new Learned(
                        row.<Long>getAs(IMAGES_PRESENTED),
                        row.getAs(TRAINING_LOSS),
                        row.getAs(VALIDATION_ELBO),
                        row.getAs(VALIDATION_KL),
                        row.getAs(VALIDATION_PSNR_DB),
                        row.getAs(VALIDATION_SSIM)))
                .toList();
    }

    /** The baselines. */
    List<Baseline> baselines() {
        return training().where("method <> 'vae'").orderBy(METHOD).collectAsList().stream()
                .map(row -> new Baseline(row.getAs(METHOD), row.getAs(VALIDATION_PSNR_DB), row.getAs(VALIDATION_SSIM)))
                .toList();
    }

    private Dataset<Row> training() {
        return run.context()
                .tables()
                .readWithColumns(Specs.TRAINING_METRICS)
                .where(col(MODEL_ID).equalTo(run.model().modelId()));
    }

    /** The model's newest evaluation, or null. */
    private @Nullable String evaluated() {
        List<Row> newest = run.context()
                .tables()
                .readOrEmpty(Specs.EVALUATIONS)
                .where(col(MODEL_ID).equalTo(run.model().modelId()))
                .orderBy(col(EVALUATED_AT).desc(), col(RUN_ID).desc())
                .select(RUN_ID)
                .takeAsList(1);
        return newest.isEmpty() ? null : newest.get(0).getString(0);
    }

    /** Its measures, all positives together first, the best first; null where the model was not evaluated. */
    Page.@Nullable Evaluation evaluation() {
        String evaluationRun = evaluated();
        if (evaluationRun == null) {
            return null;
        }
        List<Row> rows = run.context()
                .tables()
                .readWithColumns(Specs.EVALUATIONS)
                .where(col(RUN_ID).equalTo(evaluationRun))
                .collectAsList();
        Row first = rows.get(0);
        String text = String.format(
                Locale.ROOT,
                "Against the catalog's column %s, %s counted as anomalies: %,d of them and %,d others, %s. 95%% intervals by"
                        + " bootstrap.",
                first.getAs(LABEL_COLUMN),
                first.<String>getAs(POSITIVE).replace(",", " and "),
                largest(rows, "positives"),
                largest(rows, "negatives"),
                switch (first.<String>getAs(SPLIT)) {
                    case "test" -> "none of which the model was trained on or calibrated with";
                    case "untrained" -> "none of which the model was trained on";
                    default -> "some of which the model was trained on";
                });
        List<Page.ScoreLine> measures = new ArrayList<>(rows)
                .stream()
                        .sorted(Comparator.comparing((Row row) -> !ALL.equals(row.getAs(LABEL_CLASS)))
                                .thenComparing(row -> row.<String>getAs(LABEL_CLASS))
                                .thenComparing(row -> -row.<Double>getAs(AUC))
                                .thenComparing(row -> row.<String>getAs(EVIDENCE)))
                        .map(Curves::measures)
                        .toList();
        return new Page.Evaluation(text, measures);
    }

    private static long largest(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.<Long>getAs(column)).max().orElse(0);
    }

    private static Page.ScoreLine measures(Row row) {
        String evidence = row.getAs(EVIDENCE);
        return new Page.ScoreLine(
                row.getAs(LABEL_CLASS),
                evidence,
                interval(row, "auc"),
                interval(row, "average_precision"),
                interval(row, "recall_at_100"),
                evidence.equals("anomaly_score"));
    }

    private static String interval(Row row, String measure) {
        Double value = row.getAs(measure);
        Double low = row.getAs(measure + "_low");
        Double high = row.getAs(measure + "_high");
        return value == null
                ? "–"
                : String.format(Locale.ROOT, "%.3f", value)
                        + (low == null || high == null ? "" : String.format(Locale.ROOT, " [%.3f, %.3f]", low, high));
    }

    /** Curves of some scores, of all positives together first. */
    List<Measured> measured() {
        String evaluationRun = evaluated();
        if (evaluationRun == null) {
            return List.of();
        }
        Map<String, List<Row>> byScore = new TreeMap<>();
        run.context()
                .tables()
                .readWithColumns(Specs.CURVES)
                .where(col(RUN_ID).equalTo(evaluationRun).and(col(EVIDENCE).isin(DRAWN.toArray())))
                .orderBy(LABEL_CLASS, EVIDENCE, POINT)
                .select(
                        LABEL_CLASS,
                        EVIDENCE,
                        FALSE_POSITIVE_RATE,
                        TRUE_POSITIVE_RATE,
                        PRECISION,
                        TRUE_POSITIVE_RATE_LOW,
                        TRUE_POSITIVE_RATE_HIGH,
                        PRECISION_LOW,
                        PRECISION_HIGH)
                .collectAsList()
                .forEach(row -> byScore.computeIfAbsent(
                                (row.getString(0).equals(ALL) ? "" : row.getString(0))
                                        + '\0'
                                        + DRAWN.indexOf(row.getString(1)),
                                any -> new ArrayList<>())
                        .add(row));
        return byScore.values().stream()
                .map(rows -> new Measured(
                        rows.get(0).getString(0),
                        rows.get(0).getString(1),
                        values(rows, 2),
                        values(rows, 3),
                        values(rows, 4),
                        band(rows, 5),
                        band(rows, 7)))
                .toList();
    }

    private static double @Nullable [][] band(List<Row> rows, int low) {
        return rows.get(0).isNullAt(low) ? null : new double[][] {values(rows, low), values(rows, low + 1)};
    }

    private static double[] values(List<Row> rows, int column) {
        return rows.stream()
                .mapToDouble(row -> Math.round(1e5 * row.getDouble(column)) / 1e5)
                .toArray();
    }
}
