package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.CALIBRATED_ON;
import static org.galaxyvae.base.row.ColumnNames.SCORE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;

/** How the scores are spread: counts alone come to the driver. */
final class Histograms {
    private static final int BINS = 40;
    /** Quantiles at which the drawn range ends; what lies beyond is in the last bins. */
    private static final String ENDS = "array(0.0005, 0.5, 0.9995)";
    /** A range so many times the middle is drawn on a logarithmic scale. */
    private static final double WIDE = 8;

    private Histograms() {}

    /**
     * One score's distribution.
     *
     * @param log whether edges are equally far apart in their logarithm
     * @param low left edge of the first bin, which counts all below as well
     * @param high right edge of the last, likewise
     * @param all shares of all objects by bin
     * @param calibrated shares of the calibration objects
     */
    record Histogram(String name, boolean log, double low, double high, double[] all, double[] calibrated) {}

    /** Where a score is drawn. */
    record Span(String name, boolean log, double low, double high) {
        /** Of quantiles; null where there is nothing to spread. */
        static @Nullable Span of(String name, @Nullable List<Double> quantiles) {
            if (quantiles == null || quantiles.size() != 3) {
                return null;
            }
            double low = quantiles.get(0);
            double high = quantiles.get(2);
            boolean log = low > 0 && high > WIDE * quantiles.get(1);
            return Double.isFinite(high - low) && high > low ? new Span(name, log, low, high) : null;
        }

        /** The bin as a column, from 0. */
        private Column bin() {
            Column value = log ? functions.log(col(name)) : col(name);
            double from = log ? Math.log(low) : low;
            double to = log ? Math.log(high) : high;
            Column at = functions.floor(value.minus(from).multiply(BINS / (to - from)));
            // the logarithm of what is not positive is null: it lies below
            return functions.coalesce(
                    functions.least(functions.greatest(at, lit(0L)), lit(BINS - 1L)),
                    when(col(name).isNotNull(), lit(0L)));
        }
    }

    /** Of the anomaly score and every evidence that there is. */
    static List<Histogram> of(Dataset<Row> scores) {
        List<String> names = Stream.concat(Stream.of("anomaly_score", "network_score"), Evidence.columns().stream())
                .filter(Arrays.asList(scores.columns())::contains)
                .toList();
        List<Span> spans = spans(scores, names);
        if (spans.isEmpty()) {
            return List.of();
        }
        long[][] all = new long[spans.size()][BINS];
        long[][] calibrated = new long[spans.size()][BINS];
        Column[] pairs = new Column[spans.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = functions.struct(lit(i).as(SCORE), spans.get(i).bin().as("bin"));
        }
        scores.select(
                        col(CALIBRATED_ON),
                        functions.explode(functions.array(pairs)).as("at"))
                .where("at.bin IS NOT NULL")
                .groupBy("at.score", "at.bin")
                .agg(functions.count(lit(1)), sum(when(col(CALIBRATED_ON), 1L).otherwise(0L)))
                .collectAsList()
                .forEach(row -> {
                    all[row.getInt(0)][(int) row.getLong(1)] = row.getLong(2);
                    calibrated[row.getInt(0)][(int) row.getLong(1)] = row.getLong(3);
                });
        List<Histogram> histograms = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            histograms.add(new Histogram(
                    span.name(), span.log(), span.low(), span.high(), shares(all[i]), shares(calibrated[i])));
        }
        return histograms;
    }

    private static List<Span> spans(Dataset<Row> scores, List<String> names) {
        Column[] quantiles = names.stream()
                .map(name -> expr("percentile_approx(nanvl(" + name + ", null), " + ENDS + ")"))
                .toArray(Column[]::new);
        Row row = scores.agg(quantiles[0], Arrays.copyOfRange(quantiles, 1, quantiles.length))
                .first();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Span span = Span.of(names.get(i), row.isNullAt(i) ? null : row.getList(i));
            if (span != null) {
                spans.add(span);
            }
        }
        return spans;
    }

    private static double[] shares(long[] counts) {
        long total = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToDouble(count -> total == 0 ? 0 : Math.round(1e5 * count / (double) total) / 1e5)
                .toArray();
    }
}
