package org.galaxyvae.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.night.ScoreChanges.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes of small nights, however they are divided. */
class ScoreChangesIT extends SparkTest {
    private static final StructType NIGHT =
            StructType.fromDDL("object_id STRING, rank BIGINT, anomaly_score DOUBLE, content_hash STRING");
    /** The first 3 are the top; by half or double and 4 places within the first 10 is a jump. */
    private static final Settings.Changes RULES = new Settings.Changes(3, 2, 4, 10);

    private static final Published FIRST = new Published("r1", "m1", "p1");
    private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void tellsEachChangeOnceHoweverRowsAreDivided(int partitions) {
        List<Row> changes = changes(
                new Published("r2", "m1", "p1"),
                night("a b c d e f g h i j k l m".split(" ")).repartition(partitions),
                // a gone from the top, e up from 5 to 1, b down from 2 to 6, n new in the top, o new, m from 13 to 12
                night("e n c d! f b g h i j k m l o".split(" ")).repartition(partitions));
        assertThat(changes)
                .extracting(ScoreChangesIT::told)
                .containsExactlyInAnyOrder(
                        "a gone 1 null",
                        "a left_top 1 null",
                        "b left_top 2 6",
                        "b rank_jump 2 6",
                        "d content_changed 4 4",
                        "e entered_top 5 1",
                        "e rank_jump 5 1",
                        "n entered_top null 2",
                        "n new null 2",
                        "o new null 14");
        Row jump = changes.stream()
                .filter(row -> told(row).startsWith("b rank_jump"))
                .findFirst()
                .orElseThrow();
        assertThat(jump.<String>getAs("run_id")).isEqualTo("r2");
        assertThat(jump.<String>getAs("previous_run_id")).isEqualTo("r1");
        assertThat(jump.<Double>getAs("anomaly_score")).isEqualTo(94);
        assertThat(jump.<Double>getAs("previous_anomaly_score")).isEqualTo(98);
        assertThat(jump.<java.sql.Timestamp>getAs("changed_at").toInstant()).isEqualTo(NOW);
    }

    @Test
    void comparesModelsWithoutJumpsAndPreparationsWithoutContents() {
        Dataset<Row> before = night("a", "b", "c", "d", "e");
        Dataset<Row> after = night("e!", "b!", "c!", "d!", "a!");
        assertThat(changes(new Published("r2", "m2", "p1"), before, after))
                .extracting(ScoreChangesIT::told)
                .contains("a left_top 1 5", "e entered_top 5 1", "b content_changed 2 2")
                .noneMatch(change -> change.contains("rank_jump"))
                .hasSize(7);
        assertThat(changes(new Published("r2", "m2", "p2"), before, after))
                .extracting(ScoreChangesIT::told)
                .containsExactlyInAnyOrder("a left_top 1 5", "e entered_top 5 1");
    }

    @Test
    void hasNothingToTellOfTheFirstNight() {
        Dataset<Row> changes = new ScoreChanges(RULES, FIRST, FIRST, NOW).between(null, night("a", "b"));
        assertThat(changes.collectAsList()).isEmpty();
        tables.append(Specs.SCORE_CHANGES, changes);
    }

    @Test
    void alertsOfEachObjectOnceForAModel() {
        new ScoredSurvey(spark, tables).write(6, 3);
        Dataset<Row> scores = tables.read(Specs.SCORES);
        tables.append(Specs.ALERTS, Alerts.fresh(scores, tables.readOrEmpty(Specs.ALERTS), 2, "r1", NOW));
        List<Row> fresh =
                Alerts.fresh(scores, tables.read(Specs.ALERTS), 4, "r2", NOW).collectAsList();
        assertThat(fresh).extracting(row -> row.<String>getAs("object_id")).containsExactly("o03", "o04");
        assertThat(fresh).extracting(row -> row.<Long>getAs("rank")).containsExactly(3L, 4L);
        assertThat(Alerts.fresh(scores, tables.read(Specs.ALERTS), 0, "r2", NOW).collectAsList())
                .isEmpty();
    }

    private static List<Row> changes(Published now, Dataset<Row> before, Dataset<Row> after) {
        return new ScoreChanges(RULES, FIRST, now, NOW).between(before, after).collectAsList();
    }

    private static String told(Row row) {
        return row.getAs("object_id") + " " + row.getAs("change") + " " + row.getAs("previous_rank") + " "
                + row.getAs("rank");
    }

    /** Objects by rank, scores 99, 98, …; an exclamation mark behind an id stands for other content. */
    private Dataset<Row> night(String... ids) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            rows.add(RowFactory.create(ids[i].replace("!", ""), i + 1L, 99.0 - i, "content of " + ids[i]));
        }
        return spark.createDataFrame(rows, NIGHT);
    }
}
