package org.galaxyvae.lab.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
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

/** Made-up latents of made-up factors, as tables. */
class DisentangleIT extends SparkTest {
    private static final int OBJECTS = 600;
    private static final StructType CATALOG = StructType.fromDDL(
            "object_id STRING, ra_deg DOUBLE, dec_deg DOUBLE, catalog_file STRING, f0 DOUBLE, f1 DOUBLE, f2 DOUBLE,"
                    + " kind STRING");

    @Test
    void tellsPerfectFromRotatedFromNoise() {
        MadeUp madeUp = MadeUp.of(OBJECTS);
        write(madeUp, madeUp.perfect(), 3);
        Disentanglement.Overall perfect = overall();
        assertThat(perfect.mig()).isGreaterThan(0.85);
        assertThat(perfect.sap()).isGreaterThan(0.85);
        assertThat(perfect.dciDisentanglement()).isGreaterThan(0.85);
        assertThat(perfect.dciCompleteness()).isGreaterThan(0.85);
        assertThat(perfect.dciInformativeness()).isGreaterThan(0.9);
        write(madeUp, madeUp.rotated(), 3);
        Disentanglement.Overall rotated = overall();
        assertThat(rotated.mig()).isLessThan(0.1);
        assertThat(rotated.sap()).isLessThan(0.1);
        assertThat(rotated.dciDisentanglement()).isLessThan(0.2);
        assertThat(rotated.dciInformativeness()).isGreaterThan(0.6);
        write(madeUp, madeUp.noise(), 3);
        Disentanglement.Overall noise = overall();
        assertThat(noise.mig()).isLessThan(0.06);
        assertThat(noise.sap()).isLessThan(0.02);
        assertThat(noise.dciDisentanglement()).isLessThan(0.1);
        assertThat(noise.dciInformativeness()).isLessThan(0.05);
    }

    @Test
    void isTheSameFromAnyPartitionsAndLeavesRows() throws Exception {
        MadeUp madeUp = MadeUp.of(OBJECTS);
        write(madeUp, madeUp.perfect(), 1);
        DisentangleSummary one = run(List.of("f0", "twice=2 * f1"), List.of("turn=90 * (f2 + 1)"), "");
        write(madeUp, madeUp.perfect(), 7);
        DisentangleSummary seven = run(List.of("f0", "twice=2 * f1"), List.of("turn=90 * (f2 + 1)"), "");
        assertThat(seven.found()).isEqualTo(one.found());
        assertThat(one.found().correlations())
                .extracting(Disentanglement.Correlations::column)
                .containsExactly("f0", "twice", "cos2_turn", "sin2_turn");
        assertThat(one.found().correlations().get(1).spearman().get(0)).isCloseTo(-1, within(1e-9));
        List<Row> rows = tables.read(Specs.DISENTANGLEMENTS)
                .where(functions.col("run_id").equalTo(one.runId()))
                .collectAsList();
        assertThat(rows).hasSize(5 + 3 * 4 + 4 * 4);
        assertThat(ImageIO.read(Path.of(one.picture()).toFile()).getWidth()).isGreaterThan(200);
        assertThat(one.lines()).anyMatch(line -> line.startsWith("twice ")).anyMatch(line -> line.startsWith("MIG "));
    }

    @Test
    void ofACatalogWithoutTruthTellsCorrelationsAlone() {
        MadeUp madeUp = MadeUp.of(OBJECTS);
        write(madeUp, madeUp.perfect(), 3);
        DisentangleSummary summary = run(List.of(), List.of(), "kind = 'even'");
        assertThat(summary.objects()).isEqualTo(OBJECTS / 2);
        assertThat(summary.found().overall()).isNull();
        assertThat(summary.found().correlations())
                .extracting(Disentanglement.Correlations::column)
                .containsExactly("f0", "f1", "f2");
        assertThat(summary.found().correlations().get(2).objects()).isLessThan(OBJECTS / 2); // nulls are left out
        assertThat(summary.notes().get(0)).contains("correlations alone");
        assertThat(summary.lines()).anyMatch(line -> line.startsWith("f0 "));
    }

    @Test
    void saysWhatIsWrong() {
        MadeUp madeUp = MadeUp.of(OBJECTS);
        write(madeUp, madeUp.perfect(), 3);
        for (String wrong : List.of("x=no_such", "x=f0 +", "x=sum(f0)")) {
            assertThatThrownBy(() -> run(List.of(wrong), List.of(), ""))
                    .as(wrong)
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("Invalid --factor, --angle or --where: ");
        }
        assertThatThrownBy(() -> run(List.of("f0"), List.of(), "object_id < 'o0'"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("expected at least 100");
        assertThatThrownBy(() -> run(List.of("one=1"), List.of(), ""))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no factor of one varies");
        assertThat(tables.exists(Specs.DISENTANGLEMENTS)).isFalse();
    }

    private Disentanglement.Overall overall() {
        return Objects.requireNonNull(
                run(List.of("f0", "f1", "f2"), List.of(), "").found().overall());
    }

    private DisentangleSummary run(List<String> factors, List<String> angles, String where) {
        return DisentangleStage.run(
                context(),
                new DisentangleRequest(
                        null, factors, angles, where, directory.resolve("out").toString()));
    }

    private void write(MadeUp madeUp, double[][] units, int partitions) {
        if (!tables.exists(Specs.SCORES)) {
            new ScoredSurvey(spark, tables).write(OBJECTS, 1);
            tables.replace(Specs.CATALOG, spark.createDataFrame(catalog(madeUp), CATALOG));
        }
        List<Row> latents = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            float[] z = new float[units.length];
            float[] sd = new float[units.length];
            for (int unit = 0; unit < units.length; unit++) {
                z[unit] = (float) units[unit][i];
                sd[unit] = 0.1f;
            }
            latents.add(RowFactory.create(
                    ScoredSurvey.PRODUCTION, ScoredSurvey.objectId(i + 1), z, sd, "hash" + i, ScoredSurvey.RUN));
        }
        tables.overwrite(
                Specs.LATENTS,
                spark.createDataFrame(latents, Specs.LATENTS.schema()).repartition(partitions),
                functions.lit(true));
    }

    /** Of every tenth object the last factor is not known. */
    private static List<Row> catalog(MadeUp madeUp) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            Double last = i % 10 == 0 ? null : madeUp.factors().get(2).values()[i];
            rows.add(RowFactory.create(
                    ScoredSurvey.objectId(i + 1),
                    10.0,
                    0.1 * i / OBJECTS,
                    "f",
                    madeUp.factors().get(0).values()[i],
                    madeUp.factors().get(1).values()[i],
                    last,
                    i % 2 == 0 ? "even" : "odd"));
        }
        return rows;
    }
}
