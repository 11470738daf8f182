package org.galaxyvae.label.rerank;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.ScoredFeatures;

/** How much labels would gain: those of a catalog column are given one by one to who looks. Writes nothing. */
public final class TrialStage {
    private static final List<String> STARTS = List.of("anomaly_score", "reconstruction_nll");
    private static final int[] LABELS = {20, 50, 100};
    private static final int FEWEST_OBJECTS = 500;
    /** What the driver may hold. */
    private static final int MOST_OBJECTS = 100_000;

    private TrialStage() {}

    /** Runs the stage. */
    public static TrialSummary run(StageContext context, TrialRequest request) {
        ModelChoice model = ModelChoice.of(context, request.modelId());
        context.spark().sparkContext().setJobDescription("rerank: simulated labels");
        ScoredFeatures scored =
                ScoredFeatures.of(context, model, "anomaly_score", "reconstruction_nll", "trained_on", "calibrated_on");
        Dataset<Row> pool = scored.rows()
                .where(request.pool().equals("all") ? "true" : "NOT trained_on")
                .where(request.pool().equals("test") ? "NOT calibrated_on" : "true")
                .orderBy(functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID))
                .limit(MOST_OBJECTS)
                .join(labels(context, request.labelColumn()), OBJECT_ID)
                .cache();
        List<ScoredFeatures.OfObject> objects = ScoredFeatures.collect(pool, scored.layout());
        List<Row> others = new ArrayList<>(pool.select(OBJECT_ID, "label", ANOMALY_SCORE, "reconstruction_nll")
                .collectAsList());
        others.sort(Comparator.comparing(row -> row.getString(0))); // as the scored objects are
        pool.unpersist();
        boolean[] wanted = wanted(others, request);
        FeatureScale scale = FeatureScale.of(scored);
        double[][] features =
                objects.stream().map(one -> scale.of(one.numbers())).toArray(double[][]::new);
        return new TrialSummary(
                model.modelId(),
                request.labelColumn(),
                request.positive(),
                wanted.length,
                count(wanted),
                request.seeds(),
                gains(context, request, features, wanted, others));
    }

    /** By object, whether its label is one that is looked for. */
    private static boolean[] wanted(List<Row> labeled, TrialRequest request) {
        boolean[] wanted = new boolean[labeled.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = request.positive().contains(labeled.get(i).getString(1));
        }
        int count = count(wanted);
        if (wanted.length < FEWEST_OBJECTS || count == 0) {
            throw new InvalidDataException("Cannot simulate labels: " + count + " of " + wanted.length
                    + " labeled objects of the pool are wanted, expected some of at least " + FEWEST_OBJECTS);
        }
        return wanted;
    }

    private static int count(boolean[] wanted) {
        int count = 0;
        for (boolean one : wanted) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /**
     * Plays every learner from every start.
     *
     * @param scored object_id, label and the scores that are started from, in the order of {@link #STARTS}
     */
    private static List<TrialSummary.Gain> gains(
            StageContext context, TrialRequest request, double[][] features, boolean[] wanted, List<Row> scored) {
        List<List<LearnerKind>> learners = new ArrayList<>();
        Arrays.stream(LearnerKind.values()).forEach(kind -> learners.add(List.of(kind)));
        learners.add(List.of(LearnerKind.values()));
        long total = (long) STARTS.size() * learners.size() * LABELS.length * request.seeds();
        List<TrialSummary.Gain> gains = new ArrayList<>();
        AtomicLong done = new AtomicLong();
        context.progress().track("trials", total, done::get, () -> {
            for (int start = 0; start < STARTS.size(); start++) {
                int place = 2 + start;
                double[] scores =
                        scored.stream().mapToDouble(row -> row.getDouble(place)).toArray();
                LabelingTrial trial = LabelingTrial.of(
                        features, scores, wanted, context.settings().rerank().minPositives());
                LabelingTrial.Seen without =
                        trial.play(List.of(), 0, context.settings().seed());
                gains.add(new TrialSummary.Gain(STARTS.get(start), "none", 0, without.in100(), without.in200()));
                for (List<LearnerKind> kinds : learners) {
                    for (int labels : LABELS) {
                        gains.add(mean(trial, kinds, labels, STARTS.get(start), context, request.seeds(), done));
                    }
                }
            }
            return gains;
        });
        return gains;
    }

    private static TrialSummary.Gain mean(
            LabelingTrial trial,
            List<LearnerKind> kinds,
            int labels,
            String start,
            StageContext context,
            int seeds,
            AtomicLong done) {
        double in100 = 0;
        double in200 = 0;
        for (int seed = 0; seed < seeds; seed++) {
            LabelingTrial.Seen seen =
                    trial.play(kinds, labels, context.settings().seed() + seed);
            in100 += (double) seen.in100() / seeds;
            in200 += (double) seen.in200() / seeds;
            done.incrementAndGet();
        }
        String learner = kinds.size() == 1 ? kinds.get(0).label() : "auto";
        return new TrialSummary.Gain(start, learner, labels, in100, in200);
    }

    private static Dataset<Row> labels(StageContext context, String column) {
        Dataset<Row> catalog = context.tables().read(Specs.CATALOG);
        if (!Arrays.asList(catalog.columns()).contains(column)) {
            throw new RequestException("Invalid --label-column " + column
                    + ": the catalog has no such column, expected one of " + String.join(", ", catalog.columns()));
        }
        return catalog.select(
                        col(OBJECT_ID),
                        catalog.col("`" + column + "`").cast("string").as("label"))
                .where("label IS NOT NULL");
    }
}
