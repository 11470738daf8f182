package org.galaxyvae.evaluate;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.evaluate.EvaluateSummary.ClassQuality;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;

/** Measures every evidence of a model's scores against a label of the catalog; adds its numbers to {@code evaluations}. */
public final class EvaluateStage {
    /** Which labeled objects count: those the model was not trained on, or all. */
    private static final List<String> SPLITS = List.of("test", "all");

    private EvaluateStage() {}

    /**
     * Runs the stage.
     *
     * @param modelId the model, or null for production
     * @param labelColumn column of {@code catalog}
     * @param positive its values that count as positive; every other value is a negative, null is left out
     * @param split {@code test} or {@code all}
     */
    public static EvaluateSummary run(
            StageContext context, @Nullable String modelId, String labelColumn, List<String> positive, String split) {
        if (!SPLITS.contains(split)) {
            throw new RequestException("Invalid --split " + split + ", expected one of " + String.join(", ", SPLITS));
        }
        ModelChoice model = ModelChoice.of(context, modelId);
        context.spark().sparkContext().setJobDescription("evaluate " + model.modelId() + " by " + labelColumn);
        Dataset<Row> scores = context.tables()
                .read(Specs.SCORES)
                .filter(functions.col("model_id").equalTo(model.modelId()));
        if (scores.isEmpty()) {
            throw new InvalidDataException("Cannot evaluate model " + model.modelId()
                    + ": it has no scores, run galaxy-vae score --model " + model.modelId() + " first");
        }
        List<String> values = positive.stream().distinct().toList();
        Dataset<Row> labels = Labels.read(context, labelColumn, values);
        ScoredLabels labeled = ScoredLabels.collect(scores, labels);
        ScoredLabels measured = split.equals("all") ? labeled : labeled.untrained();
        EvaluateSummary summary =
                summarize(context, model.modelId(), labelColumn, values, split, measured, labeled.trainedOn());
        context.tables().append(Specs.EVALUATIONS, rows(context, summary));
        return summary;
    }

    private static EvaluateSummary summarize(
            StageContext context,
            String modelId,
            String labelColumn,
            List<String> positive,
            String split,
            ScoredLabels measured,
            long trainedOn) {
        long positives = measured.count(positive);
        long negatives = measured.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new InvalidDataException("Cannot evaluate label " + labelColumn + ": " + positives + " positives and "
                    + negatives + " negatives among the scored objects of split " + split
                    + ", expected some of both; " + trainedOn + " labeled objects were trained on"
                    + (split.equals("test") ? " and count with --split all" : ""));
        }
        int resamples = context.settings().evaluate().bootstrapResamples();
        long seed = context.settings().seed();
        List<ClassQuality> classes = new ArrayList<>();
        for (String value : positive) {
            // a class may have no object in this split: then there is nothing to say about it alone
            List<String> others =
                    positive.stream().filter(other -> !other.equals(value)).toList();
            ScoredLabels alone = measured.without(others);
            long count = alone.count(List.of(value));
            if (count > 0) {
                classes.add(new ClassQuality(value, count, alone.measure(List.of(value), resamples, seed)));
            }
        }
        return new EvaluateSummary(
                modelId,
                labelColumn,
                positive,
                split,
                positives,
                negatives,
                trainedOn,
                measured.measure(positive, resamples, seed),
                classes);
    }

    private static Dataset<Row> rows(StageContext context, EvaluateSummary summary) {
        Stream<Row> all = summary.evidences().stream()
                .map(evidence -> row(context, summary, "all", summary.positives(), evidence));
        Stream<Row> apart = summary.classes().stream()
                .flatMap(one -> one.evidences().stream()
                        .map(evidence -> row(context, summary, one.name(), one.positives(), evidence)));
        return context.spark().createDataFrame(Stream.concat(all, apart).toList(), Specs.EVALUATIONS.schema());
    }

    private static Row row(
            StageContext context,
            EvaluateSummary summary,
            String labelClass,
            long positives,
            EvidenceQuality evidence) {
        return RowFactory.create(
                context.runId(),
                summary.modelId(),
                summary.labelColumn(),
                labelClass,
                String.join(",", summary.positive()),
                summary.split(),
                evidence.name(),
                positives,
                summary.negatives(),
                summary.trainedOn(),
                evidence.auc(),
                evidence.aucLow(),
                evidence.aucHigh(),
                evidence.averagePrecision(),
                evidence.precisionAt1Percent(),
                evidence.recallAt1Percent(),
                evidence.precisionAt5Percent(),
                evidence.recallAt5Percent(),
                evidence.precisionAt100(),
                evidence.recallAt100(),
                Timestamp.from(context.startedAt()));
    }
}
