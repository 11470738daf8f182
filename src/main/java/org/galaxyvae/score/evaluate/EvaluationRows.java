package org.galaxyvae.score.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.row.BiasRow;
import org.galaxyvae.base.row.ComparisonRow;
import org.galaxyvae.base.row.CurveRow;
import org.galaxyvae.base.row.EvaluationRow;
import org.galaxyvae.base.row.InjectionRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;

/**
 * Measures as rows of the tables.
 *
 * @param modelId the model that was measured
 */
record EvaluationRows(StageContext context, String modelId) {
    private static final int ROWS_A_TASK = 2000;

    Dataset<Row> evaluations(LabelEvaluationSummary summary) {
        return rows(
                EvaluationRow.class,
                sets(summary)
                        .flatMap(set -> set.scores().stream().map(score -> evaluation(summary, set, score)))
                        .toList());
    }

    private EvaluationRow evaluation(LabelEvaluationSummary summary, PositivesQuality set, ScoreQuality score) {
        // matched among all positives alone
        MatchedTop matched = !set.name().equals(summary.all().name())
                ? null
                : summary.matchedTops().stream()
                        .filter(top -> top.score().equals(score.name()))
                        .findFirst()
                        .orElse(null);
        return new EvaluationRow(
                context.runId(),
                modelId,
                summary.column(),
                set.name(),
                String.join(",", summary.positive()),
                summary.split(),
                score.name(),
                set.positives(),
                summary.negatives(),
                summary.fittedOn(),
                score.auc(),
                score.aucLow(),
                score.aucHigh(),
                score.averagePrecision(),
                score.precisionAt1Percent(),
                score.recallAt1Percent(),
                score.precisionAt5Percent(),
                score.recallAt5Percent(),
                score.precisionAt100(),
                score.recallAt100(),
                score.averagePrecisionLow(),
                score.averagePrecisionHigh(),
                score.recallAt100Low(),
                score.recallAt100High(),
                matched == null ? null : matched.precision(),
                matched == null ? null : matched.recall(),
                now(),
                summary.objectsHash());
    }

    Dataset<Row> comparisons(LabelEvaluationSummary summary) {
        return rows(
                ComparisonRow.class,
                sets(summary)
                        .flatMap(set -> Stream.concat(
                                        set.comparisons().stream(),
                                        // a pair with anomaly_score on the other side is no repetition
                                        set.networkAgainstPca().stream())
                                .map(comparison -> comparison(set, comparison)))
                        .toList());
    }

    private ComparisonRow comparison(PositivesQuality set, ScoreComparison comparison) {
        return new ComparisonRow(
                context.runId(),
                modelId,
                set.name(),
                comparison.score(),
                comparison.against(),
                comparison.auc().difference(),
                comparison.auc().low(),
                comparison.auc().high(),
                comparison.auc().p(),
                comparison.averagePrecision().difference(),
                comparison.averagePrecision().low(),
                comparison.averagePrecision().high(),
                comparison.averagePrecision().p(),
                now());
    }

    Dataset<Row> biases(LabelEvaluationSummary summary) {
        return rows(
                BiasRow.class,
                summary.biases().stream()
                        .map(bias -> new BiasRow(
                                context.runId(),
                                modelId,
                                bias.score(),
                                bias.property(),
                                bias.correlation().objects(),
                                bias.correlation().rho(),
                                bias.correlation().low(),
                                bias.correlation().high(),
                                Double.isNaN(bias.topMean()) ? null : bias.topMean(),
                                Double.isNaN(bias.restMean()) ? null : bias.restMean(),
                                now()))
                        .toList());
    }

    Dataset<Row> curves(List<LabelEvaluation.NamedCurves> sets) {
        List<CurveRow> rows = new ArrayList<>();
        for (LabelEvaluation.NamedCurves set : sets) {
            for (int place = 0; place < set.curves().size(); place++) {
                Curve curve = set.curves().get(place);
                CurveBand band = set.bands().get(place);
                for (int i = 0; i < curve.points().size(); i++) {
                    Curve.Point point = curve.points().get(i);
                    rows.add(new CurveRow(
                            context.runId(),
                            modelId,
                            set.labelClass(),
                            curve.score(),
                            i,
                            Double.isInfinite(point.threshold()) ? null : point.threshold(),
                            point.selected(),
                            point.falsePositiveRate(),
                            point.truePositiveRate(),
                            point.precision(),
                            now(),
                            band.truePositiveRate().get(i).low(),
                            band.truePositiveRate().get(i).high(),
                            band.precision().get(i).low(),
                            band.precision().get(i).high()));
                }
            }
        }
        return rows(CurveRow.class, rows);
    }

    Dataset<Row> injections(InjectionSummary summary) {
        return rows(
                InjectionRow.class,
                summary.qualities().stream()
                        .map(one -> new InjectionRow(
                                context.runId(),
                                modelId,
                                one.kind(),
                                one.strength(),
                                one.score(),
                                one.objects(),
                                one.auc(),
                                one.aucLow(),
                                one.aucHigh(),
                                one.recallAt1Percent(),
                                one.recallAt5Percent(),
                                now(),
                                summary.objectsHash()))
                        .toList());
    }

    private static Stream<PositivesQuality> sets(LabelEvaluationSummary summary) {
        return Stream.concat(Stream.of(summary.all()), summary.classes().stream());
    }

    private Instant now() {
        return context.startedAt();
    }

    private <R extends Record> Dataset<Row> rows(Class<R> table, List<R> rows) {
        // one file of small tasks: Spark warns of large ones
        return context.spark()
                .createDataFrame(
                        JavaSparkContext.fromSparkContext(context.spark().sparkContext())
                                .parallelize(RecordColumns.rows(rows), 1 + rows.size() / ROWS_A_TASK),
                        RecordColumns.schema(table))
                .repartition(1);
    }
}
