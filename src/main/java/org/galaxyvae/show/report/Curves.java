package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.col;

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
        return training().where("method IS NULL OR method = 'vae'").orderBy("images_presented").collectAsList().stream()
                .map(row -> new Learned(
                        row.<Long>getAs("images_presented"),
                        row.getAs("training_loss"),
                        row.getAs("validation_elbo"),
                        row.getAs("validation_kl"),
                        row.getAs("validation_psnr_db"),
                        row.getAs("validation_ssim")))
                .toList();
    }

    /** The baselines. */
    List<Baseline> baselines() {
        return training().where("method <> 'vae'").orderBy("method").collectAsList().stream()
                .map(row -> new Baseline(
                        row.getAs("method"), row.getAs("validation_psnr_db"), row.getAs("validation_ssim")))
                .toList();
    }

    private Dataset<Row> training() {
        return run.context()
                .tables()
                .readWithColumns(Specs.TRAINING_METRICS)
                .where(col("model_id").equalTo(run.model().modelId()));
    }

    /** The model's newest evaluation, or null. */
    private @Nullable String evaluated() {
        List<Row> newest = run.context()
                .tables()
                .readOrEmpty(Specs.EVALUATIONS)
                .where(col("model_id").equalTo(run.model().modelId()))
                .orderBy(col("evaluated_at").desc(), col("run_id").desc())
                .select("run_id")
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
                .where(col("run_id").equalTo(evaluationRun))
                .collectAsList();
        Row first = rows.get(0);
        String text = String.format(
                Locale.ROOT,
                "Against the catalog's column %s, %s counted as anomalies: %,d of them and %,d others, %s. 95%% intervals by"
                        + " bootstrap.",
                first.getAs("label_column"),
                first.<String>getAs("positive").replace(",", " and "),
                largest(rows, "positives"),
                largest(rows, "negatives"),
                switch (first.<String>getAs("split")) {
                    case "test" -> "none of which the model was trained on or calibrated with";
                    case "untrained" -> "none of which the model was trained on";
                    default -> "some of which the model was trained on";
                });
        List<Page.ScoreLine> measures = new ArrayList<>(rows)
                .stream()
                        .sorted(Comparator.comparing((Row row) -> !ALL.equals(row.getAs("label_class")))
                                .thenComparing(row -> row.<String>getAs("label_class"))
                                .thenComparing(row -> -row.<Double>getAs("auc"))
                                .thenComparing(row -> row.<String>getAs("evidence")))
                        .map(Curves::measures)
                        .toList();
        return new Page.Evaluation(text, measures);
    }

    private static long largest(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.<Long>getAs(column)).max().orElse(0);
    }

    private static Page.ScoreLine measures(Row row) {
        String evidence = row.getAs("evidence");
        return new Page.ScoreLine(
                row.getAs("label_class"),
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
                .where(col("run_id").equalTo(evaluationRun).and(col("evidence").isin(DRAWN.toArray())))
                .orderBy("label_class", "evidence", "point")
                .select(
                        "label_class",
                        "evidence",
                        "false_positive_rate",
                        "true_positive_rate",
                        "precision",
                        "true_positive_rate_low",
                        "true_positive_rate_high",
                        "precision_low",
                        "precision_high")
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
