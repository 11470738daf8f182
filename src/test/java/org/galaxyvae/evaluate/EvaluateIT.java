package org.galaxyvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.config.RequestException;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.junit.jupiter.api.Test;

/** Twenty scored objects, o01 the most anomalous; o01 and o05 are mergers, o02 is a ring; o20 has no label; o03 was trained on. */
class EvaluateIT extends SparkTest {
    private static final List<String> BOTH = List.of("merger", "ring");

    @Test
    void measuresAllPositivesTogetherAndEachClassAlone() {
        writeSurvey();
        EvaluateSummary summary = EvaluateStage.run(context(), null, "kind", BOTH, "test");
        assertThat(summary.modelId()).isEqualTo(ScoredSurvey.PRODUCTION);
        assertThat(summary.positives()).isEqualTo(3);
        assertThat(summary.negatives()).isEqualTo(15); // without the unlabeled o20 and the trained o03
        assertThat(summary.trainedOn()).isEqualTo(1);
        // o05 stands behind one negative, o04, of fifteen
        assertThat(summary.evidences().get(0).name()).isEqualTo("anomaly_score");
        assertThat(summary.evidences().get(0).auc()).isCloseTo(1 - 1.0 / 45, within(1e-12));
        assertThat(summary.classes())
                .extracting(EvaluateSummary.ClassQuality::name)
                .containsExactlyElementsOf(BOTH);
        assertThat(summary.classes().get(0).positives()).isEqualTo(2);
        assertThat(summary.classes().get(0).evidences().get(0).auc()).isCloseTo(1 - 1.0 / 30, within(1e-12));
        assertThat(summary.lines()).anyMatch(line -> line.startsWith("anomaly_score        0.978 ["));
    }

    @Test
    void countsTrainedObjectsToo() {
        writeSurvey();
        EvaluateSummary summary = EvaluateStage.run(context(), null, "kind", BOTH, "all");
        assertThat(summary.negatives()).isEqualTo(16);
        assertThat(summary.trainedOn()).isEqualTo(1);
    }

    @Test
    void addsItsNumbersToTheTable() {
        writeSurvey();
        EvaluateStage.run(context(), null, "kind", BOTH, "test");
        EvaluateStage.run(context(), null, "kind", List.of("ring"), "test");
        assertThat(tables.read(Specs.EVALUATIONS).count()).isEqualTo(9 * 3 + 9 * 2);
        Row row = tables.read(Specs.EVALUATIONS)
                .filter("label_class = 'merger' AND evidence = 'anomaly_score'")
                .first();
        assertThat(row.<String>getAs("positive")).isEqualTo("merger,ring");
        assertThat(row.<Long>getAs("positives")).isEqualTo(2);
        assertThat(row.<Double>getAs("auc")).isCloseTo(1 - 1.0 / 30, within(1e-12));
    }

    @Test
    void comparesLabelsOfAnyTypeAsText() {
        writeSurvey();
        EvaluateSummary summary = EvaluateStage.run(context(), null, "odd", List.of("true"), "test");
        assertThat(summary.positives()).isEqualTo(3);
    }

    @Test
    void namesColumnsModelsAndValuesThatThereAre() {
        writeSurvey();
        assertThatThrownBy(() -> EvaluateStage.run(context(), null, "sort", BOTH, "test"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --label-column sort: the catalog has no such column,"
                        + " expected one of ra_deg, dec_deg, kind, odd");
        assertThatThrownBy(() -> EvaluateStage.run(context(), "m1", "kind", BOTH, "test"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --model m1: no such model, expected one of " + ScoredSurvey.CANDIDATE
                        + " (candidate), " + ScoredSurvey.PRODUCTION + " (production)");
        assertThatThrownBy(() -> EvaluateStage.run(context(), null, "kind", List.of("merger", "rign"), "test"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --positive rign: no object has this kind, expected values such as"
                        + " none, merger, ring");
        assertThatThrownBy(() -> EvaluateStage.run(context(), null, "kind", BOTH, "train"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --split train, expected one of test, all");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> EvaluateStage.run(context(), null, "kind", BOTH, "test"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("run galaxy-vae train first");
        writeSurvey();
        assertThatThrownBy(() -> EvaluateStage.run(context(), ScoredSurvey.CANDIDATE, "kind", BOTH, "test"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("it has no scores, run galaxy-vae score");
        assertThatThrownBy(() -> EvaluateStage.run(context(), null, "kind", List.of("none", "merger", "ring"), "all"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("19 positives and 0 negatives");
    }

    private void writeSurvey() {
        new ScoredSurvey(spark, tables).write(20, 3);
        List<Row> catalog = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            String kind = i == 1 || i == 5 ? "merger" : i == 2 ? "ring" : i == 20 ? null : "none";
            catalog.add(RowFactory.create(ScoredSurvey.objectId(i), 180.0 + i, 2.0, kind, i == 1 || i == 2 || i == 5));
        }
        tables.replace(
                Specs.CATALOG,
                spark.createDataFrame(
                        catalog,
                        StructType.fromDDL("object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING,"
                                + " odd BOOLEAN")));
    }
}
