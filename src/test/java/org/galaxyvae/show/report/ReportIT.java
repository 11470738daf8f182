package org.galaxyvae.show.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.galaxyvae.ModeledSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.score.ScoreStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page as a file: what stands in it, from which run, and what is refused. */
class ReportIT extends SparkTest {
    @Test
    void tellsOfTheLastRunAndOfEarlierOnes() throws Exception {
        new ReportedSurvey(context()).write();
        String first = tables.read(Specs.SCORES).select("run_id").first().getString(0);
        ReportSummary before = report(null, "before.html");
        String page = page(before);
        assertThat(before.runId()).isEqualTo(first);
        assertThat(page)
                .contains("<title>Galaxies of run " + first)
                .contains(">40<")
                .doesNotContain("<img src=x")
                .doesNotContain("window.hacked=2</script>")
                .doesNotContain("window.hacked=3</script>")
                .contains("skyserver.sdss.org/dr18/VisualTools/navi?ra=180.250000&amp;dec=-0.500000");
        assertThat(before.missing()).anyMatch(line -> line.startsWith("map of the latent space"));

        tables.delete(Specs.TENSORS, "object_id = 'g01'");
        ScoreStage.run(context(), null, false);
        ReportSummary now = report(null, "now.html");
        assertThat(now.runId()).isNotEqualTo(first);
        assertThat(now.objects()).isEqualTo(39);
        ReportSummary again = report(first, "again.html");
        assertThat(again.objects()).isEqualTo(40);
        assertThat(page(again)).contains("<title>Galaxies of run " + first);
        assertThatThrownBy(() -> report("20200101T000000000-00000000", "x.html"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith(
                        "Invalid --run 20200101T000000000-00000000: no such published run, expected one of ")
                .hasMessageContaining(first);
    }

    @Test
    void isTheSameFromAnyPartitions() throws Exception {
        new ReportedSurvey(context()).write();
        new ReportedSurvey(context()).writeOptional();
        String one = page(report(null, "one.html"));
        for (var table : java.util.List.of(Specs.TENSORS, Specs.SCORES)) {
            var rows = spark.createDataFrame(tables.read(table).collectAsList(), table.schema());
            tables.overwrite(table, rows.repartition(7, functions.col("object_id")), functions.lit(true));
        }
        assertThat(page(report(null, "seven.html"))).isEqualTo(one);
        assertThat(one)
                .contains("interest 0.80 ± 0.30")
                .doesNotContain("interest 0.90 ± 0.40")
                .contains("saturated star")
                .contains("id=\"map-data\"");
    }

    @Test
    void standsInTheWorkspaceByItself() throws Exception {
        new ReportedSurvey(context()).write();
        ReportSummary summary = report(null, null);
        assertThat(Path.of(summary.file()))
                .isEqualTo(directory.resolve("workspace/reports/" + summary.runId() + "/report.html"))
                .isNotEmptyFile();
        assertThat(summary.bytes())
                .isEqualTo(Files.size(Path.of(summary.file())))
                .isLessThan(20_000_000);
        assertThat(Path.of(summary.file()).getParent()).isDirectoryContaining("glob:**/report.html");
        try (var files = Files.list(Path.of(summary.file()).getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> report(null, "x.html"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("it has no scores, run galaxy-vae score first");
        new ModeledSurvey(spark, workspace, tables).write();
        ScoreStage.run(context(), null, false);
        assertThatThrownBy(() -> ReportStage.run(context(), new ReportRequest(null, 5, "none", "x.html"), Map.of()))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> new ReportRequest(null, 0, null, null))
                .hasMessage("Invalid --top 0: expected 1 to 500 objects");
        assertThatThrownBy(() -> new ReportRequest(null, 5, null, "folder/"))
                .hasMessage("Invalid --out \"folder/\": expected a file such as survey.html");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> report(null, "file/page.html"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Cannot write to --out file:" + file);
    }

    private ReportSummary report(@Nullable String runId, @Nullable String name) {
        return ReportStage.run(
                context("report.others=6"),
                new ReportRequest(
                        runId, 10, name == null || runId != null ? null : labels(), name == null ? null : out(name)),
                Map.of());
    }

    private @Nullable String labels() {
        return tables.exists(Specs.CATALOG) ? "kind" : null;
    }

    private String out(String name) {
        return directory.resolve(name).toString();
    }

    private static String page(ReportSummary summary) throws Exception {
        return Files.readString(Path.of(summary.file()), StandardCharsets.UTF_8);
    }
}
