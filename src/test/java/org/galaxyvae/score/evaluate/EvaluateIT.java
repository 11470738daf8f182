package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

/** Twenty scored objects, o01 the most anomalous; o01 and o05 are mergers, o02 is a ring; o20 has no label; o03 was trained on. */
class EvaluateIT extends SparkTest {
    private static final List<String> BOTH = List.of("merger", "ring");

    @Test
    void measuresAllPositivesTogetherAndEachClassAlone() throws Exception {
        writeSurvey();
        EvaluateSummary summary = run("kind", BOTH, "test");
        assertThat(summary.modelId()).isEqualTo(ScoredSurvey.PRODUCTION);
        LabelEvaluationSummary labels = labels(summary);
        assertThat(labels.all().positives()).isEqualTo(3);
        assertThat(labels.negatives()).isEqualTo(15); // without the unlabeled o20 and the trained o03
        assertThat(labels.fittedOn()).isEqualTo(1);
        // o05 stands behind one negative, o04, of fifteen
        assertThat(labels.all().scores().get(0).name()).isEqualTo("anomaly_score");
        assertThat(labels.score("anomaly_score").auc()).isCloseTo(1 - 1.0 / 45, within(1e-12));
        assertThat(labels.classes()).extracting(PositivesQuality::name).containsExactlyElementsOf(BOTH);
        assertThat(labels.classes().get(0).positives()).isEqualTo(2);
        assertThat(labels.classes().get(0).scores().get(0).auc()).isCloseTo(1 - 1.0 / 30, within(1e-12));
        assertThat(summary.lines())
                .anyMatch(line -> line.matches("anomaly_score +0.978 \\[0.*"))
                .anyMatch(line -> line.startsWith("Only 3 positives"));
    }

    @Test
    void countsFittedObjectsOnlyWhereAsked() throws Exception {
        writeSurvey();
        tables.replace(
                Specs.SCORES,
                tables.read(Specs.SCORES)
                        .withColumn(
                                "calibrated_on",
                                functions.expr("CASE object_id WHEN 'o07' THEN true WHEN 'o08' THEN false END"))
                        .localCheckpoint());
        LabelEvaluationSummary test = labels(run("kind", BOTH, "test"));
        assertThat(test.negatives()).isEqualTo(14);
        assertThat(test.fittedOn()).isEqualTo(2);
        assertThat(labels(run("kind", BOTH, "all")).negatives()).isEqualTo(16);
    }

    @Test
    void addsItsNumbersToTheTables() throws Exception {
        writeSurvey();
        LabelEvaluationSummary labels = labels(run("kind", BOTH, "test"));
        run("kind", List.of("ring"), "test");
        int scores = labels.all().scores().size();
        assertThat(tables.read(Specs.EVALUATIONS).count()).isEqualTo(scores * 3L + scores);
        Row row = tables.read(Specs.EVALUATIONS)
                .filter("label_class = 'merger' AND evidence = 'anomaly_score'")
                .first();
        assertThat(row.<String>getAs("positive")).isEqualTo("merger,ring");
        // of a ring alone the mergers are left out, so that was asked of others
        assertThat(tables.read(Specs.EVALUATIONS)
                        .select("run_id", "objects_hash")
                        .distinct()
                        .collectAsList())
                .hasSize(2)
                .extracting(one -> one.getString(1))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{16}"));
        assertThat(row.<Long>getAs("positives")).isEqualTo(2);
        assertThat(row.<Double>getAs("auc")).isCloseTo(1 - 1.0 / 30, within(1e-12));
        assertThat(tables.read(Specs.COMPARISONS)
                        .filter("evidence = 'kl' AND auc_difference < -0.4 AND auc_p < 0.2")
                        .count())
                .isEqualTo(4); // kl never varies
        assertThat(tables.read(Specs.CURVES)
                        .filter("label_class = 'all' AND evidence = 'anomaly_score' AND point = 1 AND precision = 1")
                        .count())
                .isEqualTo(1); // the ring alone stands behind a merger
    }

    @Test
    void correlatesScoresWithTheCatalogsNumbers() throws Exception {
        writeSurvey();
        LabelEvaluationSummary labels = labels(run("kind", BOTH, "test"));
        Bias bias = labels.biases().stream()
                .filter(one -> one.score().equals("anomaly_score"))
                .findFirst()
                .orElseThrow();
        assertThat(bias.property()).isEqualTo("petro_mag_r");
        assertThat(bias.correlation().rho()).isCloseTo(-1, within(1e-9)); // fainter with the rank
        assertThat(tables.read(Specs.BIASES).count())
                .isEqualTo(labels.all().scores().size());
        assertThatThrownBy(() -> EvaluateStage.run(
                        context("evaluate.correlates=[kind, dec_deg]"),
                        EvaluateRequest.byCatalog(null, "kind", BOTH, "test")))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid evaluate.correlates: the catalog has no column of numbers kind, expected some of"
                        + " ra_deg, dec_deg, petro_mag_r");
    }

    @Test
    void comparesLabelsOfAnyTypeAsText() throws Exception {
        writeSurvey();
        assertThat(labels(run("odd", List.of(" true ", ""), "test")).all().positives())
                .isEqualTo(3);
    }

    @Test
    void readsLabelsFromAFile() throws Exception {
        writeSurvey();
        Path file =
                file("object_id,Vote Class\no01,odd \no02, odd\no02,odd\no04,fine\no06,fine\no07,\nx1,odd\nx2,fine\n");
        EvaluateSummary summary = run(file, "Vote Class", List.of("odd"));
        assertThat(labels(summary).all().positives()).isEqualTo(2);
        assertThat(labels(summary).negatives()).isEqualTo(2);
        assertThat(labels(summary).unscored()).isEqualTo(2);
        assertThat(labels(summary).score("anomaly_score").auc()).isEqualTo(1);
        assertThat(summary.notes()).anyMatch(note -> note.startsWith("1 rows of " + file + " repeat an id"));
    }

    @Test
    void saysWhatIsWrongWithAFileOfLabels() throws Exception {
        writeSurvey();
        Path strangers = file("object_id,vote\nx1,odd\nx2,fine\n");
        assertThatThrownBy(() -> run(strangers, "vote", List.of("odd")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot evaluate label vote: none of 2 labels names a scored object, such as x")
                .hasMessageContaining("scored is, for example, o");
        assertThatThrownBy(() -> run(strangers, "votes", List.of("odd")))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --label-column votes: file " + strangers
                        + " has no such column, expected one of vote");
        assertThatThrownBy(() -> run(file("object_id,vote\no01,\n"), "vote", List.of("odd")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("Cannot evaluate label vote: no object has a value");
        assertThatThrownBy(() -> run(directory.resolve("none.csv"), "vote", List.of("odd")))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void namesColumnsModelsAndValuesThatThereAre() {
        writeSurvey();
        assertThatThrownBy(() -> run("sort", BOTH, "test"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --label-column sort: the catalog has no such column,"
                        + " expected one of ra_deg, dec_deg, kind, odd, petro_mag_r");
        assertThatThrownBy(() -> EvaluateStage.run(context(), EvaluateRequest.byCatalog("m1", "kind", BOTH, "test")))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --model m1: no such model, expected one of " + ScoredSurvey.CANDIDATE
                        + " (candidate), " + ScoredSurvey.PRODUCTION + " (production)");
        assertThatThrownBy(() -> run("kind", List.of("merger", "rign"), "test"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --positive rign: no object has this kind, expected values such as"
                        + " none, merger, ring");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> run("kind", BOTH, "test"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("run galaxy-vae train first");
        writeSurvey();
        assertThatThrownBy(() -> EvaluateStage.run(
                        context(), EvaluateRequest.byCatalog(ScoredSurvey.CANDIDATE, "kind", BOTH, "test")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("it has no scores, run galaxy-vae score");
        assertThatThrownBy(() -> run("kind", List.of("none", "merger", "ring"), "all"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("19 positives and 0 negatives");
        tables.replace(
                Specs.SCORES,
                tables.read(Specs.SCORES)
                        .withColumn("anomaly_score", functions.expr("if(object_id = 'o09', 'NaN', anomaly_score)"))
                        .withColumn(
                                "anomaly_score", functions.col("anomaly_score").cast("double"))
                        .localCheckpoint());
        assertThatThrownBy(() -> run("kind", BOTH, "test"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("Cannot evaluate anomaly_score: object o09 has none in scores, expected a number");
    }

    @Test
    void leavesOutWhatThereIsNothingFor() throws Exception {
        writeSurvey();
        tables.replace(
                Specs.SCORES, tables.read(Specs.SCORES).drop("knn_distance").localCheckpoint());
        EvaluateSummary summary = run("kind", BOTH, "test");
        assertThat(labels(summary).all().scores())
                .extracting(ScoreQuality::name)
                .contains("asymmetry", "random")
                .doesNotContain("knn_distance", "pixel_knn", "latent_forest");
        assertThat(summary.notes())
                .contains(
                        "no object has a number for knn_distance",
                        "no object has a number for mean_image, pixel_knn, latent_forest, morphology_forest")
                .anyMatch(note -> note.startsWith("no other recipes: the model's directory cannot be read"));
    }

    private EvaluateSummary run(String column, List<String> positive, String split) throws Exception {
        return EvaluateStage.run(context(), EvaluateRequest.byCatalog(null, column, positive, split));
    }

    private EvaluateSummary run(Path labels, String column, List<String> positive) throws Exception {
        return EvaluateStage.run(
                context(), new EvaluateRequest(null, labels.toString(), column, positive, "test", false, null));
    }

    private static LabelEvaluationSummary labels(EvaluateSummary summary) {
        return Objects.requireNonNull(summary.labels());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("labels.csv"), text);
    }

    private void writeSurvey() {
        new ScoredSurvey(spark, tables).write(20, 3);
        List<Row> catalog = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            String kind = i == 1 || i == 5 ? "merger" : i == 2 ? "ring" : i == 20 ? null : "none";
            catalog.add(RowFactory.create(
                    ScoredSurvey.objectId(i), 180.0 + i, 2.0, kind, i == 1 || i == 2 || i == 5, 15.0 + i));
        }
        tables.replace(
                Specs.CATALOG,
                spark.createDataFrame(
                        catalog,
                        StructType.fromDDL("object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING,"
                                + " odd BOOLEAN, petro_mag_r DOUBLE")));
    }
}
