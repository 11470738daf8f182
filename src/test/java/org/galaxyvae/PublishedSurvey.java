package org.galaxyvae;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.score.Handover;
import org.jspecify.annotations.Nullable;

/**
 * A survey of {@link ScoredSurvey}'s objects with rows in the tables that people ask about, and nights that are handed over
 * as real ones are: written to branches, then published table by table.
 */
public record PublishedSurvey(StageContext context) {
    public static final int OBJECTS = 40;

    /** The run of a night, from 1; the first is that of {@link ScoredSurvey}. */
    public static String run(int night) {
        return night == 1 ? ScoredSurvey.RUN : String.format("202601%02dT000000000-%08x", night + 3, night);
    }

    /** Writes all but the nights that follow the first; the first is published with its tag. */
    public void write() throws IOException {
        new ScoredSurvey(context.spark(), context.tables()).write(OBJECTS, 3);
        add(context.tables(), Specs.LATENTS, latents(1));
        writeImages();
        writeKnown();
        add(
                context.tables(),
                Specs.TRAINING_METRICS,
                IntStream.rangeClosed(1, 4)
                        .mapToObj(point -> Map.<String, Object>of(
                                "model_id",
                                ScoredSurvey.PRODUCTION,
                                "method",
                                "vae",
                                "images_presented",
                                point * 1000L,
                                "validation_mse",
                                1e-2 / point,
                                "recorded_at",
                                now()))
                        .toList());
        add(
                context.tables(),
                Specs.EVALUATIONS,
                List.of("anomaly_score", "mse", "asymmetry").stream()
                        .map(evidence -> Map.<String, Object>of(
                                "run_id",
                                run(1),
                                "model_id",
                                ScoredSurvey.PRODUCTION,
                                "label_class",
                                "all",
                                "evidence",
                                evidence,
                                "auc",
                                0.5 + evidence.length() / 50.0,
                                "positives",
                                2L,
                                "negatives",
                                38L))
                        .toList());
        add(
                context.tables(),
                Specs.RUNS,
                List.of(Map.of(
                        "run_id",
                        run(1),
                        "command",
                        "nightly",
                        "outcome",
                        "done",
                        "started_at",
                        now(),
                        "finished_at",
                        now())));
        Handover.publish(context, run(1), ScoredSurvey.PRODUCTION);
    }

    /** Publishes a night in which every object keeps its score and moves by one rank. */
    public void publish(int night) throws IOException {
        Tables unseen = context.tables().onBranch(Branches.ofNight(run(night)));
        unseen.delete(Specs.LATENTS, "run_id NOT IN (SELECT run_id FROM " + Specs.SCORES.qualifiedName() + ")");
        add(unseen, Specs.LATENTS, latents(night));
        Dataset<Row> scores = context.tables().read(Specs.SCORES);
        unseen.overwrite(
                Specs.SCORES,
                scores.withColumn("run_id", functions.lit(run(night)))
                        .withColumn("rank", functions.expr("rank % " + OBJECTS + " + 1")),
                functions.col("model_id").equalTo(ScoredSurvey.PRODUCTION));
        String first = ScoredSurvey.objectId(1);
        add(
                unseen,
                Specs.SCORE_CHANGES,
                List.of("entered_top", "rank_jump").stream()
                        .map(change -> Map.<String, Object>of(
                                "run_id",
                                run(night),
                                "previous_run_id",
                                run(night - 1),
                                "object_id",
                                first,
                                "change",
                                change,
                                "rank",
                                (long) night,
                                "previous_rank",
                                night - 1L,
                                "changed_at",
                                now()))
                        .toList());
        add(
                unseen,
                Specs.ALERTS,
                List.of(Map.of(
                        "run_id", run(night),
                        "model_id", ScoredSurvey.PRODUCTION,
                        "object_id", ScoredSurvey.objectId(night),
                        "rank", 1L,
                        "alerted_at", now())));
        add(
                unseen,
                Specs.DRIFT,
                List.of(Map.of(
                        "run_id", run(night),
                        "reference", "model",
                        "quantity", "(all)",
                        "psi", 0.01 * night,
                        "verdict", "stable",
                        "recommendation", "none",
                        "measured_at", now())));
        add(
                unseen,
                Specs.PLANTED,
                IntStream.range(0, 4)
                        .mapToObj(i -> Map.<String, Object>of(
                                "run_id",
                                run(night),
                                "object_id",
                                ScoredSurvey.objectId(i + 1),
                                "kind",
                                i % 2 == 0 ? "ring" : "trail",
                                "strength",
                                "strong",
                                "recalled",
                                i != 3))
                        .toList());
        Handover.publish(context, run(night), ScoredSurvey.PRODUCTION);
    }

    /** Two lists know the first objects that have a position, one of them the first object twice. */
    private void writeKnown() {
        add(
                context.tables(),
                Specs.CROSSMATCHES,
                Stream.of("simbad o01 1", "simbad o01 2", "simbad o03 1", "ned o03 1")
                        .map(match -> match.split(" ", -1))
                        .map(match -> Map.<String, Object>of(
                                "reference",
                                match[0],
                                "object_id",
                                match[1],
                                "place",
                                Integer.parseInt(match[2]),
                                "matched_id",
                                "NGC " + match[1],
                                "separation_arcsec",
                                0.5 * Integer.parseInt(match[2]),
                                "matched_at",
                                now()))
                        .toList());
    }

    private void writeImages() {
        context.tables()
                .replace(
                        Specs.CATALOG,
                        context.spark()
                                .createDataFrame(
                                        rows(i -> RowFactory.create(
                                                ScoredSurvey.objectId(i), null, null, i % 7 == 0 ? "merger" : "none")),
                                        StructType.fromDDL(
                                                "object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING")));
        add(
                context.tables(),
                Specs.TENSORS,
                rows(i -> Map.<String, Object>of(
                        "preparation_id",
                        ScoredSurvey.PREPARATION,
                        "object_id",
                        i == OBJECTS ? "without a row" : ScoredSurvey.objectId(i),
                        "pixels",
                        new byte[12],
                        "source_uri",
                        "file:/images/" + i + ".jpg")));
        add(
                context.tables(),
                Specs.QUALITY,
                rows(i -> Map.<String, Object>of(
                        "preparation_id",
                        ScoredSurvey.PREPARATION,
                        "object_id",
                        ScoredSurvey.objectId(i),
                        "flags",
                        i % 5 == 0 ? 1024 : i % 4 == 0 ? 20 : 0)));
        add(
                context.tables(),
                Specs.REJECTS,
                rows(i -> Map.<String, Object>of(
                        "preparation_id",
                        ScoredSurvey.PREPARATION,
                        "source_uri",
                        "file:/images/bad-" + i + ".jpg",
                        "reason",
                        i < 30 ? "truncated" : "empty",
                        "rejected_at",
                        now())));
    }

    /** The first unit of z is the night, so that rows of two nights do not look alike. */
    private static List<Map<String, Object>> latents(int night) {
        return rows(i -> Map.of(
                "model_id",
                ScoredSurvey.PRODUCTION,
                "run_id",
                run(night),
                "object_id",
                ScoredSurvey.objectId(i),
                "z",
                new Float[] {(float) night, i / 10f},
                "z_sd",
                new Float[] {1f, 1f},
                "content_hash",
                "hash"));
    }

    private static <T> List<T> rows(IntFunction<T> row) {
        return IntStream.rangeClosed(1, OBJECTS).mapToObj(row).toList();
    }

    /** Rows that have null in every column that is not named. */
    private void add(Tables tables, TableSpec table, List<Map<String, Object>> named) {
        List<Row> rows = new ArrayList<>();
        for (Map<String, Object> values : named) {
            List<@Nullable Object> row = new ArrayList<>();
            Arrays.stream(table.schema().fieldNames()).forEach(column -> row.add(values.get(column)));
            rows.add(RowFactory.create(row.toArray()));
        }
        tables.append(
                table, context.spark().createDataFrame(rows, table.schema()).coalesce(1));
    }

    private static Timestamp now() {
        return Timestamp.from(Instant.now());
    }
}
