package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ways out of the survey that is served, of which {@code ways-out.txt} is the list: Spark's statements, functions and settings
 * and what an identifier may hold, all through the door of {@code galaxy-vae sql}, which is that of the server too.
 */
class WaysOutIT {
    private static final String PROPERTY = "galaxyvae.test.password";

    @TempDir
    static Path directory;

    private static StageContext reading;

    @BeforeAll
    static void writeASurveyAndSecretsBesideIt() throws IOException {
        System.setProperty(PROPERTY, "SECRET");
        Files.writeString(directory.resolve("file"), "SECRET\n");
        Workspace workspace = Workspace.open(directory.resolve("workspace").toString(), new Configuration());
        SparkSession spark = SparkTest.session(workspace);
        Tables tables = new Tables(spark, workspace);
        new ScoredSurvey(spark, tables).write(3, 3);
        spark.sql("CREATE NAMESPACE galaxies.mine");
        spark.sql("CREATE TABLE galaxies.mine.secrets USING iceberg AS SELECT 'SECRET' AS secret");
        Workspace other = Workspace.open(directory.resolve("other").toString(), new Configuration());
        SparkSession beside = SparkTest.session(other);
        beside.sql("CREATE NAMESPACE galaxies.mine");
        beside.sql("CREATE TABLE galaxies.mine.secrets USING iceberg AS SELECT 'SECRET' AS secret");
        Instant now = Instant.now();
        reading = ReadingSession.of(new StageContext(
                spark, workspace, tables, SettingsReader.defaults(), Progress.silent(), Ids.next(now), now));
    }

    @AfterAll
    static void forgetTheSecret() {
        System.clearProperty(PROPERTY);
    }

    static Stream<String> ways() throws IOException {
        try (var list = Objects.requireNonNull(WaysOutIT.class.getResourceAsStream("ways-out.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leadsNowhere(String way) {
        String statement = way.substring(way.indexOf('\t') + 1)
                .replace("{file}", directory.resolve("file").toString())
                .replace("{other}", directory.resolve("other/warehouse").toString())
                .replace("{property}", PROPERTY);
        String said;
        String came;
        try {
            said = "answered";
            came = answer(statement);
        } catch (RequestException e) {
            said = "refused";
            came = Objects.requireNonNull(e.getMessage());
            assertThat(came).doesNotContain("\n");
        }
        assertThat(said).as(came).isEqualTo(way.substring(0, way.indexOf('\t')));
        // a message repeats what the client wrote itself
        assertThat(came.replace(statement.lines().findFirst().orElse(""), ""))
                .doesNotContain("SECRET")
                .doesNotContain(System.getenv("PATH"))
                .doesNotContain(directory.resolve("workspace").toString());
    }

    @Test
    void aTemporaryViewIsTheClientsOwnAndShowsTheSurveyAlone() {
        assertThat(answer("CREATE TEMPORARY VIEW mine AS SELECT object_id FROM scores; SELECT count(*) AS n FROM mine"))
                .isEqualTo("n\n3\n");
        assertThat(answer("SELECT '${env:PATH}' AS text")).isEqualTo("text\n${env:PATH}\n");
        assertThat(answer("SHOW NAMESPACES")).isEqualTo("namespace\nsurvey\n");
        assertThat(answer("SET").lines().toList())
                .contains("spark.sql.session.timeZone,UTC")
                .allMatch(line -> line.equals("key,value") || line.startsWith("spark.sql."));
    }

    private static String answer(String statement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> statements = SqlScript.statements(statement);
        SqlStage stage = new SqlStage(reading, RowFormat.CSV, 1000, new PrintStream(out, true, StandardCharsets.UTF_8));
        statements.forEach(stage::run);
        return out.toString(StandardCharsets.UTF_8);
    }
}
