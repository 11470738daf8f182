package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * Measures a model's scores, and what they have to beat, against labels.
 *
 * @param summary what was measured
 * @param curves by set of positives and score
 */
record LabelEvaluation(LabelEvaluationSummary summary, List<NamedCurves> curves) {
    private static final int CURVE_POINTS = 300;

    /** The curves of one set of positives, each with its band at the same place. */
    record NamedCurves(String labelClass, List<Curve> curves, List<CurveBand> bands) {
        NamedCurves {
            curves = List.copyOf(curves);
            bands = List.copyOf(bands);
        }
    }

    LabelEvaluation {
        curves = List.copyOf(curves);
    }

    /**
     * Runs.
     *
     * @param notes takes what could not be measured
     * @throws InvalidDataException where there are no scores, or no positives or negatives among them
     */
    static LabelEvaluation of(StageContext context, ModelChoice model, EvaluateRequest request, List<String> notes) {
        String column = Objects.requireNonNull(request.labelColumn());
        context.spark().sparkContext().setJobDescription("evaluate " + model.modelId() + " by " + column);
        Dataset<Row> scores = context.tables()
                .readWithColumns(Specs.SCORES)
                .where(col(MODEL_ID).equalTo(model.modelId()));
        if (scores.isEmpty()) {
            throw new InvalidDataException("Cannot evaluate model " + model.modelId()
                    + ": it has no scores, run galaxy-vae score --model " + model.modelId() + " first");
        }
        Labels labels = Labels.read(context, request.labels(), column, request.positive());
        notes.addAll(labels.notes());
        long most = context.settings().evaluate().labeledObjects();
        LabeledScores scored = LabeledScores.collect(scores, labels, ScoreColumns.PUBLISHED, request.fittedOn(), most);
        if (scored.size() == 0) {
            throw new InvalidDataException("Cannot evaluate label " + column + ": none of " + labels.count()
                    + " labels names a scored object, such as "
                    + labels.rows().first().getString(0) + "; scored is, for example, "
                    + scores.select(OBJECT_ID).first().getString(0));
        }
        if (scored.size() == most && labels.count() > most) {
            notes.add(String.format(
                    Locale.ROOT, "measured on %,d of the labeled objects (evaluate.labeled_objects), by hash", most));
        }
        LabeledScores measured = request.split().equals(EvaluateRequest.ALL) ? scored : scored.unseen();
        requireBoth(measured, scored, request);
        Dataset<Row> trained = scores.where("trained_on").select(OBJECT_ID);
        addOthers(context, model, trained, measured.columns(), notes);
        return measure(
                context, model, request, measured, scored.fittedCount(), Math.max(0, labels.count() - scored.size()));
    }

    private static void requireBoth(LabeledScores measured, LabeledScores scored, EvaluateRequest request) {
        long positives = measured.count(request.positive());
        long negatives = measured.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new InvalidDataException("Cannot evaluate label " + request.labelColumn() + ": " + positives
                    + " positives and " + negatives + " negatives among the scored objects of split " + request.split()
                    + ", expected some of both; " + scored.fittedCount()
                    + " labeled objects were " + request.fittedHow()
                    + (request.split().equals(EvaluateRequest.ALL) ? "" : " and count with --split all"));
        }
    }

    /** Recipes and baselines. */
    private static void addOthers(
            StageContext context, ModelChoice model, Dataset<Row> trained, ScoreColumns scores, List<String> notes) {
        double[] anomalyScores = scores.column(PositivesQuality.REFERENCE);
        for (int i = 0; i < anomalyScores.length; i++) {
            if (Double.isNaN(anomalyScores[i])) {
                throw new InvalidDataException("Cannot evaluate anomaly_score: object "
                        + scores.objectIds().get(i) + " has none in scores, expected a number");
            }
        }
        notes.addAll(scores.removeIncomplete());
        References references = references(context, model, notes);
        for (Recipe recipe : Recipe.ALL) {
            if (references != null && recipe.isIn(scores)) {
                scores.put(recipe.name(), recipe.sums(references, scores));
            }
        }
        PixelBaselines.add(context, model.preparationId(), trained, scores);
        ForestBaselines.add(context, model.modelId(), model.preparationId(), trained, scores);
        long seed = context.settings().seed();
        scores.put("random", id -> CounterRandom.of(seed, "random score", 0, id).nextDouble());
        notes.addAll(scores.removeIncomplete());
    }

    private static @Nullable References references(StageContext context, ModelChoice model, List<String> notes) {
        try {
            return ModelDirectory.read(context.workspace().files(), new Path(model.uri()))
                    .references();
        } catch (RuntimeException e) {
            notes.add("no other recipes: the model's directory cannot be read: " + e.getMessage());
            return null;
        }
    }

    private static LabelEvaluation measure(
            StageContext context,
            ModelChoice model,
            EvaluateRequest request,
            LabeledScores measured,
            long fittedOn,
            long unscored) {
        int resamples = context.settings().evaluate().bootstrapResamples();
        long seed = context.settings().seed();
        context.progress()
                .note(String.format(
                        Locale.ROOT,
                        "measuring %,d scores of %,d objects on %,d resamples",
                        measured.columns().names().size(),
                        measured.size(),
                        resamples));
        List<NamedCurves> curves = new ArrayList<>();
        List<Ranking> rankings = rankings(measured, request.positive());
        PositivesQuality all = PositivesQuality.of("all", rankings, resamples, seed);
        Bootstrap bootstrap = new Bootstrap(resamples, 1, seed);
        curves.add(curves("all", rankings, bootstrap));
        List<PositivesQuality> classes = new ArrayList<>();
        for (String value : request.positive()) {
            // a class may have no object in this split: then there is nothing to say about it alone
            List<String> others = request.positive().stream()
                    .filter(other -> !other.equals(value))
                    .toList();
            LabeledScores alone = measured.without(others);
            if (!others.isEmpty() && alone.count(List.of(value)) > 0) {
                List<Ranking> ofClass = rankings(alone, List.of(value));
                classes.add(PositivesQuality.of(value, ofClass, resamples, seed));
                curves.add(curves(value, ofClass, bootstrap));
            }
        }
        ScoreColumns properties =
                Properties.of(context, model.preparationId(), measured.columns().objectIds());
        LabelEvaluationSummary summary = new LabelEvaluationSummary(
                Objects.requireNonNull(request.labelColumn()),
                request.positive(),
                request.split(),
                request.fittedHow(),
                measured.size() - all.positives(),
                fittedOn,
                unscored,
                all,
                classes,
                measured.objects(request.positive()).hash(),
                Bias.all(measured.columns(), properties),
                matchedTops(measured, request.positive(), properties));
        return new LabelEvaluation(summary, curves);
    }

    private static List<Ranking> rankings(LabeledScores scores, List<String> positive) {
        LabeledObjects objects = scores.objects(positive);
        return scores.columns().names().stream()
                .map(name -> new Ranking(name, objects, scores.columns().column(name)))
                .toList();
    }

    private static NamedCurves curves(String name, List<Ranking> rankings, Bootstrap bootstrap) {
        List<Curve> curves = rankings.stream()
                .map(ranking -> Curve.of(ranking, CURVE_POINTS))
                .toList();
        return new NamedCurves(name, curves, CurveBand.of(rankings, curves, bootstrap));
    }

    private static List<MatchedTop> matchedTops(
            LabeledScores measured, List<String> positive, ScoreColumns properties) {
        if (!properties.has(Properties.BRIGHTNESS) || !properties.has(Properties.SIZE)) {
            return List.of();
        }
        SurveyCells cells =
                new SurveyCells(properties.column(Properties.BRIGHTNESS), properties.column(Properties.SIZE));
        LabeledObjects objects = measured.objects(positive);
        return measured.columns().names().stream()
                .map(name -> MatchedTop.of(name, objects, measured.columns().column(name), cells))
                .toList();
    }
}
