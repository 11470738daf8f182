package org.galaxyvae;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;

/** Rows as a scoring run leaves them: objects o01, o02, … with falling scores, two models of which one is in production. */
public record ScoredSurvey(SparkSession spark, Tables tables) {
    public static final String PRODUCTION = "20260101T000000000-00000001";
    public static final String CANDIDATE = "20260102T000000000-00000002";
    public static final String RUN = "20260103T000000000-00000003";
    public static final String PREPARATION = "0123456789abcdef";

    private static final Timestamp NOW = Timestamp.from(Instant.parse("2026-01-03T00:00:00Z"));

    /** The id of the object at that rank, from 1. */
    public static String objectId(int rank) {
        return String.format("o%02d", rank);
    }

    /** Writes models and scores; the model was trained on one of the objects. */
    public void write(int objects, int trainedOn) {
        tables.append(
                Specs.MODELS,
                spark.createDataFrame(
                        List.of(
                                model(PRODUCTION, "production", Timestamp.from(Instant.EPOCH)),
                                model(CANDIDATE, "candidate", NOW)),
                        Specs.MODELS.schema()));
        List<Row> scores = new ArrayList<>();
        for (int rank = 1; rank <= objects; rank++) {
            scores.add(score(rank, objects, rank == trainedOn));
        }
        tables.append(Specs.SCORES, spark.createDataFrame(scores, Specs.SCORES.schema()));
    }

    private static Row model(String modelId, String stage, Timestamp created) {
        return RowFactory.create(
                modelId,
                stage,
                PREPARATION,
                "{}",
                "{}",
                "file:/models/" + modelId,
                1000L,
                created,
                created,
                null,
                null);
    }

    /** Every second object has a position. */
    private static Row score(int rank, int objects, boolean trainedOn) {
        double score = objects - rank + 0.5;
        boolean placed = rank % 2 == 1;
        return RowFactory.create(
                PRODUCTION,
                objectId(rank),
                placed ? 180.0 + rank : null,
                placed ? -0.5 : null,
                score,
                score / 2,
                (double) rank / (objects + 1),
                (double) rank / (objects + 2),
                Math.min(1, (double) objects / (objects + 2)),
                (long) rank,
                (long) (objects + 1 - rank),
                "asymmetry",
                score - 100,
                100 - score,
                score / 1000,
                score / 500,
                10.0,
                110 - score,
                score / 3,
                score / 4,
                score / 12 - 3,
                score / 5 - 1,
                score / 10 - 9,
                score / 11,
                score / 100,
                score / 90,
                score / 6,
                score / 900,
                score / 400,
                score / 7 - 1,
                score / 8,
                trainedOn ? "train" : "test",
                trainedOn,
                false,
                RUN,
                NOW);
    }
}
