package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.show.sheet.TopRequest;
import org.galaxyvae.show.sheet.TopStage;
import org.galaxyvae.show.sheet.TopSummary;
import org.galaxyvae.show.status.NightStatus;
import org.galaxyvae.show.status.StatusStage;
import org.galaxyvae.show.status.StatusSummary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExploreIT extends SparkTest {
    private static final int SIDE = 32;

    @Test
    void showsTheFirstObjectsWithTheirScoresLabelsAndLinks() throws IOException {
        writeSurvey(12);
        TopSummary summary = top(5, "rank", "kind");
        assertThat(summary.objects())
                .extracting(TopSummary.TopObject::objectId)
                .containsExactly("o01", "o02", "o03", "o04", "o05");
        assertThat(summary.labeledInTop()).isEqualTo(2); // o01 and o03
        assertThat(summary.labeledInAll()).isEqualTo(3); // and o09
        assertThat(summary.lines()).contains("2 of 3 objects that kind labels are among the first 5");
        List<String> csv = Files.readAllLines(Path.of(summary.csv()));
        assertThat(csv).hasSize(6);
        assertThat(csv.get(0))
                .startsWith("rank,object_id,anomaly_score,")
                .endsWith(",ra_deg,dec_deg,skyserver_url,kind");
        assertThat(csv.get(1))
                .startsWith("1,o01,11.5,")
                .endsWith(
                        ",181.0,-0.5,https://skyserver.sdss.org/dr18/VisualTools/navi?ra=181.000000&dec=-0.500000,merger");
        assertThat(csv.get(2)).endsWith(",,,,none"); // no position, no link
        assertThat(ImageIO.read(Path.of(summary.sheet()).toFile()).getWidth()).isGreaterThan(5 * 3 * 128);
        try (var files = Files.list(directory.resolve("top"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("top.csv", "top.png");
        }
    }

    @Test
    void leavesOutWhatIsKnownWhereNewOnesAreWanted() throws IOException {
        writeSurvey(6);
        tables.append(
                Specs.CROSSMATCHES,
                spark.sql("SELECT list AS reference, id AS object_id, 1 AS place, name AS matched_id,"
                        + " 0D AS matched_ra_deg, 0D AS matched_dec_deg, away AS separation_arcsec, map() AS matched,"
                        + " '' AS run_id, current_timestamp() AS matched_at FROM VALUES ('ned', 'o01', 'M 1', 0.5D),"
                        + " ('gaia', 'o01', '17', 0.7D), ('ned', 'o03', 'a, b', 0.1D) AS t(list, id, name, away)"));
        TopSummary all = top(4, "rank", null);
        assertThat(all.objects()).extracting(TopSummary.TopObject::knownAs).containsExactly("M 1", null, "a, b", null);
        assertThat(all.lines()).contains("2 of the 4 are known");
        assertThat(Files.readAllLines(Path.of(all.csv())).get(0))
                .contains(",known,known_as,known_in,known_separation_arcsec,");
        assertThat(Files.readAllLines(Path.of(all.csv())).get(1)).contains(",true,M 1,ned,0.5,");
        assertThat(Files.readAllLines(Path.of(all.csv())).get(2)).contains(",false,,,,");
        assertThat(Files.readAllLines(Path.of(all.csv())).get(3)).contains(",true,\"a, b\",ned,0.1,");
        TopSummary fresh = top(4, "rank", null, true);
        assertThat(fresh.objects())
                .extracting(TopSummary.TopObject::objectId)
                .containsExactly("o02", "o04", "o05", "o06");
        assertThat(fresh.known()).isZero();
        spark.sql("UPDATE galaxies.survey.scores SET object_id = 'o01' WHERE rank > 1");
        assertThatThrownBy(() -> top(4, "rank", null, true))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("every object that it scored is known");
    }

    @Test
    void ordersByAnyNumericColumnMostAnomalousFirst() {
        writeSurvey(12);
        assertThat(top(2, "mse", null).objects())
                .extracting(TopSummary.TopObject::objectId)
                .containsExactly("o01", "o02");
        assertThat(top(2, "reconstruction_rank", null).objects())
                .extracting(TopSummary.TopObject::objectId)
                .containsExactly("o12", "o11");
        assertThatThrownBy(() -> top(2, "top_evidence", null))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid --by top_evidence: not a numeric column of scores, expected one of"
                        + " ra_deg, dec_deg, anomaly_score");
    }

    @Test
    void dividesManyObjectsIntoSheets() {
        writeSurvey(102);
        TopSummary summary = top(150, "rank", null);
        assertThat(summary.count()).isEqualTo(102);
        assertThat(summary.sheets())
                .extracting(path -> Path.of(path).getFileName())
                .map(Path::toString)
                .containsExactly("top-001.png", "top-002.png");
    }

    @Test
    void answersSqlOverTablesAndViews() {
        writeSurvey(12);
        assertThat(sql("csv", "SELECT count(*) AS n FROM scores; SELECT object_id, rank FROM top_anomalies LIMIT 2;"))
                .isEqualTo("n\n12\nobject_id,rank\no01,1\no02,2\n");
        assertThat(sql("json", "SELECT pixels FROM tensors LIMIT 1")).isEqualTo("{\"pixels\":\"<3,072 bytes>\"}\n");
        assertThat(sql("csv", "SELECT count(*) AS n FROM latest_scores")).isEqualTo("n\n12\n");
        assertThat(sql("csv", "CREATE TEMPORARY VIEW v AS SELECT 1 AS one; SELECT * FROM v; EXPLAIN SELECT 1"))
                .startsWith("one\n1\nplan\n");
        assertThat(sql("table", "SHOW TABLES")).contains("survey     scores");
    }

    @Test
    void tellsWhatIsWrongWithAStatementInOneLine() {
        writeSurvey(3);
        assertThatThrownBy(() -> sql("csv", "SELEC 1"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid SQL: [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> sql("csv", "SELECT * FROM score"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith(
                        "Invalid SQL: [TABLE_OR_VIEW_NOT_FOUND] The table or view `score` cannot be found")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> sql("csv", "SET spark.sql.ansi.enabled = true; SELECT 1 / (rank - rank) FROM scores"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("[DIVIDE_BY_ZERO] Division by zero")
                .hasMessageNotContaining("\n");
    }

    @Test
    void sqlChangesNothing() {
        writeSurvey(3);
        for (String statement : List.of(
                "DELETE FROM scores",
                "DROP TABLE scores",
                "INSERT INTO scores SELECT * FROM scores",
                "WITH s AS (SELECT * FROM scores) INSERT INTO scores SELECT * FROM s",
                "CREATE TABLE other AS SELECT 1 AS one",
                "MERGE INTO scores t USING scores s ON t.object_id = s.object_id WHEN MATCHED THEN DELETE",
                "ALTER TABLE scores DROP COLUMN mse",
                "CALL galaxies.system.expire_snapshots('survey.scores')",
                "INSERT OVERWRITE DIRECTORY '" + directory.resolve("out") + "' USING csv SELECT 1",
                "SELECT TRANSFORM (object_id) USING 'cat' AS (a STRING) FROM scores",
                "WITH s AS (SELECT TRANSFORM (object_id) USING 'cat' AS (a STRING) FROM scores) SELECT * FROM s",
                "SELECT (SELECT java_method('java.lang.System', 'getProperty', 'user.name'))",
                "CACHE TABLE c AS SELECT REFLECT('java.lang.System', 'getProperty', 'user.name')",
                "CREATE TEMPORARY VIEW v AS SELECT reflect('java.lang.System', 'getProperty', 'user.name')")) {
            assertThatThrownBy(() -> sql("csv", statement))
                    .as(statement)
                    .isInstanceOf(RequestException.class)
                    .message()
                    .containsPattern("expected (a statement that reads|functions that compute)");
        }
        assertThat(tables.read(Specs.SCORES).count()).isEqualTo(3);
    }

    @Test
    void aConversationSurvivesErrorsAndEndsWithQuit() throws IOException {
        writeSurvey(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        String typed =
                "SELEC 1;\nSELECT raise_error('too odd');\nSELECT count(*)\n AS n FROM scores;\nquit\nSELECT 2;\n";
        new SqlStage(ReadingSession.of(context()), RowFormat.CSV, 10, print(out))
                .interact(new BufferedReader(new StringReader(typed)), print(talk));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("n\n3\n");
        assertThat(talk.toString(StandardCharsets.UTF_8).lines().toList())
                .hasSize(3)
                .satisfies(
                        line -> assertThat(line).startsWith("galaxy-vae> Invalid SQL: [PARSE_SYNTAX_ERROR]"),
                        atIndex(0))
                .satisfies(line -> assertThat(line).isEqualTo("galaxy-vae> Cannot answer: too odd"), atIndex(1));
    }

    @Test
    void countsWhatTheWorkspaceHolds() {
        writeSurvey(3);
        tables.append(
                Specs.REJECTS,
                spark.createDataFrame(
                        List.of(RowFactory.create(
                                "file:/a", "a", "empty", "", 0L, "run", new Timestamp(0), "p", "file:/a")),
                        Specs.REJECTS.schema()));
        StatusSummary status = StatusStage.run(context());
        assertThat(status.tables())
                .containsExactly(
                        java.util.Map.entry("tensors", 3L),
                        java.util.Map.entry("rejects", 1L),
                        java.util.Map.entry("catalog", 3L),
                        java.util.Map.entry("models", 2L),
                        java.util.Map.entry("latents", 2L),
                        java.util.Map.entry("scores", 3L));
        assertThat(status.productionModel()).isEqualTo(ScoredSurvey.PRODUCTION);
        assertThat(status.publishedRun()).isNull();
        assertThat(status.rejects()).containsExactly(java.util.Map.entry("empty", 1L));
        assertThat(status.lines())
                .anyMatch(line -> line.matches("scores +3"))
                .anyMatch(line -> line.matches("empty +1"));
    }

    @Test
    void tellsHowTheLastNightWent() {
        Timestamp first = Timestamp.from(java.time.Instant.parse("2026-01-02T02:30:00Z"));
        Timestamp second = Timestamp.from(java.time.Instant.parse("2026-01-03T02:30:00Z"));
        Timestamp end = Timestamp.from(java.time.Instant.parse("2026-01-03T02:40:00Z"));
        tables.append(
                Specs.RUNS,
                spark.createDataFrame(
                        List.of(
                                RowFactory.create("r1", "nightly", "done", "", "", "", "{}", first, first),
                                RowFactory.create(
                                        "r2",
                                        "nightly",
                                        "refused",
                                        "",
                                        "",
                                        "",
                                        "{\"stages\":{\"score\":7}}",
                                        second,
                                        end)),
                        Specs.RUNS.schema()));
        spark.sql("CREATE TABLE galaxies.survey.audits (run_id STRING, model_id STRING, check STRING, value DOUBLE,"
                + " limit DOUBLE, passed BOOLEAN, message STRING, checked_at TIMESTAMP) USING iceberg");
        spark.sql(
                "INSERT INTO galaxies.survey.audits VALUES"
                        + " ('r1', 'm', 'max_psi', 0.9, 0.25, false, '', NULL), ('r2', 'm', 'max_psi', 0.3, 0.25, false, '', NULL)");
        NightStatus nights = StatusStage.run(context()).nights();
        assertThat(nights.lastSuccess()).containsExactly(java.util.Map.entry("nightly", "2026-01-02T02:30:00Z"));
        assertThat(nights.last())
                .isEqualTo(new NightStatus.Night(
                        "r2", "refused", "2026-01-03T02:30:00Z", 600, java.util.Map.of("score", 7.0)));
        assertThat(nights.audits()).containsExactly(new NightStatus.Audit("r2", "max_psi", 0.3, 0.25, false));
        assertThat(nights.lines()).contains("audit failed      max_psi 0.3, limit 0.25 (r2)");
    }

    @Test
    void aWorkspaceWithoutTablesIsNoAnswer() {
        assertThatThrownBy(() -> StatusStage.run(context()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("it has no tables, run galaxy-vae ingest first");
        assertThatThrownBy(() -> sql("csv", "SELECT 1"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("it has no tables, run galaxy-vae ingest first");
    }

    private TopSummary top(int count, String by, @Nullable String labelColumn) {
        return top(count, by, labelColumn, false);
    }

    private TopSummary top(int count, String by, @Nullable String labelColumn, boolean newOnly) {
        String out = directory.resolve("top").toString();
        return TopStage.run(context(), new TopRequest(null, by, count, newOnly, labelColumn, out));
    }

    private String sql(String format, String statements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SqlStage(ReadingSession.of(context()), RowFormat.of(format), 100, print(out)).run(statements);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static byte[] flat() {
        return new byte[SIDE * SIDE * 3];
    }

    /** Scores, tensors and labels of all objects; the last has no latent. */
    private void writeSurvey(int objects) {
        new ScoredSurvey(spark, tables).write(objects, 3);
        putModel(ScoredSurvey.PRODUCTION, "format-3");
        List<Row> catalog = new ArrayList<>();
        List<Row> tensors = new ArrayList<>();
        List<Row> latents = new ArrayList<>();
        for (int i = 1; i <= objects; i++) {
            String id = ScoredSurvey.objectId(i);
            String kind = i == 1 ? "merger" : i == 3 || i == 9 ? "ring" : i == 4 ? null : "none";
            catalog.add(RowFactory.create(id, null, null, kind));
            tensors.add(RowFactory.create(
                    ScoredSurvey.PREPARATION,
                    id,
                    null,
                    null,
                    SIDE,
                    SIDE,
                    3,
                    "red,green,blue",
                    "uint8",
                    flat(),
                    "hash",
                    "file:/" + id,
                    1L,
                    new Timestamp(0),
                    null,
                    "test",
                    new Timestamp(0),
                    null,
                    null));
            if (i < objects) {
                latents.add(RowFactory.create(
                        ScoredSurvey.PRODUCTION,
                        id,
                        new Float[] {0f, 1f, 0f, 0f},
                        new Float[] {1f, 1f, 1f, 1f},
                        "hash",
                        ScoredSurvey.RUN));
            }
        }
        tables.replace(
                Specs.CATALOG,
                spark.createDataFrame(
                        catalog,
                        StructType.fromDDL("object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING")));
        tables.append(Specs.TENSORS, spark.createDataFrame(tensors, Specs.TENSORS.schema()));
        tables.append(Specs.LATENTS, spark.createDataFrame(latents, Specs.LATENTS.schema()));
    }
}
