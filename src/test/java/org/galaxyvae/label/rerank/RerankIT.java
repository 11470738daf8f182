package org.galaxyvae.label.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.junit.jupiter.api.Test;

/** Forty scored objects without morphology; what is liked are those of middling scores. */
class RerankIT extends SparkTest {
    private static final int OBJECTS = 40;

    @Test
    void ranksByWhatLabelsTeachAlikeFromOneAndSevenPartitions() throws Exception {
        new ScoredSurvey(spark, tables).write(OBJECTS, 3);
        List<Row> labels = new ArrayList<>();
        for (int rank = 1; rank <= OBJECTS; rank += 2) {
            labels.add(label(ScoredSurvey.objectId(rank), rank >= 15 && rank <= 27 ? 5 : 0, false, 0));
        }
        labels.add(label("o21", 0, false, -60)); // an older word
        labels.add(label("o01", 5, true, 60)); // an artifact, however interesting
        write(Specs.LABELS, labels);
        RerankSummary summary =
                run("rerank.learner=forest", directory.resolve("out").toString());
        assertThat(List.of(summary.labels(), summary.positives())).containsExactly(20, 7);
        assertThat(summary.learner()).isEqualTo("forest");
        assertThat(summary.auc().get("forest")).isGreaterThan(0.8);
        assertThat(Files.readAllLines(directory.resolve("out/label-next.csv")))
                .hasSize(11)
                .first()
                .isEqualTo("object_id,interest,artefact,comment,labeler,labeled_at,run_id");
        assertThat(Files.size(directory.resolve("out/label-next.png"))).isPositive();
        List<Row> first = interest();
        assertThat(first).hasSize(OBJECTS);
        assertThat(tables.read(Specs.INTEREST)
                        .where("interest_rank <= 10 AND object_id BETWEEN 'o13' AND 'o29'")
                        .count())
                .isGreaterThanOrEqualTo(9);
        assertThat(tables.read(Specs.INTEREST).where("label_next_rank IS NULL").count())
                .isEqualTo(20);
        assertThat(tables.read(Specs.INTEREST)
                        .where("label_next_rank BETWEEN 1 AND 20")
                        .count())
                .isEqualTo(20);

        for (TableSpec table : List.of(Specs.SCORES, Specs.LABELS)) {
            tables.replace(table, tables.read(table).localCheckpoint().repartition(7));
        }
        run("rerank.learner=forest", null);
        assertThat(interest()).isEqualTo(first);
    }

    @Test
    void leavesTheAnomalyRankUntilEnoughPositivesAreKnown() {
        new ScoredSurvey(spark, tables).write(OBJECTS, 3);
        write(Specs.LABELS, List.of(label("o40", 5, false, 0), label("o39", 5, false, 0), label("o01", 0, false, 0)));
        RerankSummary summary = run("rerank.learner=auto", null);
        assertThat(summary.learner()).isEqualTo("none");
        assertThat(summary.first()).extracting(RerankSummary.Ranked::objectId).startsWith("o01", "o02", "o03");
        assertThat(summary.lines()).anyMatch(line -> line.startsWith("Too few labels"));
    }

    @Test
    void refusesWhatCannotBeLearnedFrom() {
        new ScoredSurvey(spark, tables).write(OBJECTS, 3);
        assertThatThrownBy(() -> run("seed=1", null))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("run galaxy-vae label first");
        write(Specs.LABELS, List.of(label("elsewhere", 5, false, 0)));
        assertThatThrownBy(() -> run("seed=1", null)).hasMessageContaining("none has a label");
        assertThatThrownBy(() -> context("rerank.learner=oracle"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Invalid rerank.learner: oracle, expected one of auto, forest");
        assertThatThrownBy(() -> new TrialRequest(null, "", List.of(), "some", 0))
                .hasMessageContaining("--label-column")
                .hasMessageContaining("Invalid --pool some")
                .hasMessageContaining("Invalid --seeds 0");
    }

    private RerankSummary run(String setting, @org.jspecify.annotations.Nullable String out) {
        return RerankStage.run(context(setting), new RerankRequest(null, 10, out));
    }

    private List<Row> interest() {
        return tables.read(Specs.INTEREST)
                .orderBy("interest_rank")
                .select(
                        "object_id",
                        "interest",
                        "interest_sd",
                        "interest_rank",
                        "label_next_rank",
                        "learner",
                        "positives")
                .collectAsList();
    }

    private void write(TableSpec table, List<Row> rows) {
        tables.append(table, spark.createDataFrame(rows, table.schema()));
    }

    private static Row label(String objectId, int interest, boolean artifact, int secondsLater) {
        return RowFactory.create(
                objectId,
                interest,
                artifact,
                null,
                "ada",
                Timestamp.from(Instant.parse("2026-03-01T00:00:00Z").plusSeconds(secondsLater)),
                null,
                null,
                "run");
    }
}
