package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.galaxyvae.PublishedSurvey;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server as a process of its own, started by its script, and clients of JDBC. */
@Tag("full")
class ThriftServerIT extends SparkTest {
    private static final String SCRIPT =
            Script.DISTRIBUTION.resolve("submit/thrift-server.sh").toString();
    private static final int PUBLISHES = 10;
    private static final int READS_A_NIGHT = 20;

    /** How many columns and rows each documented query gives on {@link PublishedSurvey} after its second night. */
    private static final Map<String, List<Integer>> ANSWERS = Map.ofEntries(
            Map.entry("The oddest that nothing is wrong with", List.of(7, 20)),
            Map.entry("What is odd around a position", List.of(6, 5)),
            Map.entry("Only what nobody knows yet", List.of(6, 18)),
            Map.entry("As what it is known", List.of(6, 3)),
            Map.entry("What looks like this one", List.of(3, 10)),
            Map.entry("The history of one object", List.of(6, 2)),
            Map.entry("New in the top this week", List.of(4, 1)),
            Map.entry("Its rank in an older night", List.of(5, 1)),
            Map.entry("Why files were rejected", List.of(4, 2)),
            Map.entry("Drift over the nights", List.of(6, 1)),
            Map.entry("What a night finds of planted anomalies", List.of(5, 2)),
            Map.entry("Where the evidences disagree", List.of(5, 20)),
            Map.entry("Objects by quality flag", List.of(3, 3)),
            Map.entry("The training curve of the model in production", List.of(6, 4)),
            Map.entry("How good each evidence is", List.of(7, 3)),
            Map.entry("Latents and scores for pandas", List.of(7, PublishedSurvey.OBJECTS)),
            Map.entry("Who was told about what", List.of(5, 1)),
            Map.entry("What ran", List.of(5, 1)));

    @AfterEach
    void stop() throws Exception {
        server("stop");
    }

    @Test
    void answersEverybodyAndChangesNothing() throws Exception {
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        survey.publish(2);

        assertThat(server("status").code()).isEqualTo(1);
        String url = start(Map.of());
        assertThat(server("status").out()).isEqualTo(url + "\n");
        try (Connection connection = DriverManager.getConnection(url)) {
            answersTheDocumentedQueries(connection);
            refusesToWrite(connection);
            refusesWhatReachesBeyondTheSurvey(connection);
        }
        // without a database in the address, and with settings in it
        assertThat(count(url.replace("/survey", "/"), "SELECT count(*) FROM scores"))
                .isEqualTo(PublishedSurvey.OBJECTS);
        assertThat(count(url + "?spark.sql.shuffle.partitions=1", "SELECT count(*) FROM latest"))
                .isEqualTo(PublishedSurvey.OBJECTS);
        assertThatThrownBy(() -> count(url + "?spark.sql.runSQLOnFiles=true", "SELECT 1"))
                .hasMessageContaining("Cannot set or show spark.sql.runSQLOnFiles");
        everyConnectionSeesTheNightThatIsPublished(url, survey);
        assertThat(server("stop").code()).isZero();
        assertThat(server("status").code()).isEqualTo(1);
        assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
        try (var left = Files.list(workingDirectory())) {
            assertThat(left).as("no metastore, no log of Derby").isEmpty();
        }
    }

    @Test
    void everyAnswerIsAboutOneWholeNightWhileTenArePublished() throws Exception {
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        Path theirs =
                Files.createSymbolicLink(directory.resolve("their spark"), Script.DISTRIBUTION.resolve("lib/spark"));
        String url = start(Map.of("SPARK_HOME", theirs.toString()));
        ServedNights nights = new ServedNights(url, directory.resolve("workspace/published"));
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            readers.add(CompletableFuture.runAsync(() -> read(nights)));
        }
        try {
            for (int night = 2; night <= 1 + PUBLISHES; night++) {
                nights.publishing.set(true);
                survey.publish(night);
                nights.publishing.set(false);
                awaitReads(nights, (night - 1) * READS_A_NIGHT, readers);
            }
        } finally {
            nights.done.set(true);
            readers.forEach(CompletableFuture::join);
        }
        System.out.printf(
                "reads %d during %d publishes, torn %d (%d by the server, %d by DuckDB; %d while a night was being published)%n",
                nights.reads(),
                PUBLISHES,
                nights.torn.size(),
                nights.byServer.get(),
                nights.byDuck.get(),
                nights.duringPublishes.get());
        assertThat(nights.torn).isEmpty();
        assertThat(nights.duringPublishes).hasValueGreaterThan(PUBLISHES);
        assertThat(text(url, "SELECT min(run_id) FROM latest")).isEqualTo(PublishedSurvey.run(1 + PUBLISHES));
    }

    @Test
    void saysWhatIsWrongBeforeItServes() throws Exception {
        assertThat(server("start", "--workspace", directory.resolve("nothing").toString()))
                .satisfies(start -> assertThat(start.code()).isEqualTo(3))
                .satisfies(start -> assertThat(start.err()).contains("Cannot read workspace"));
        assertThat(server("start", "--workspace", "x", "--port", "70000").err())
                .contains("Invalid --port 70000, expected 0 to 65535");
        Map<String, String> withoutHive =
                Map.of("SPARK_HOME", sparkWithoutHive().toString());
        assertThat(server(withoutHive, "start", "--workspace", "x"))
                .satisfies(start -> assertThat(start.code()).isEqualTo(2))
                .satisfies(
                        start -> assertThat(start.err()).contains("Cannot serve: this Spark has no HiveThriftServer2"));
        assertThat(server("paint").err()).startsWith("Invalid command paint: expected thrift-server.sh start, run");
        assertThat(server("--help").out()).startsWith("SQL for everyone").contains("Examples:");
    }

    private void answersTheDocumentedQueries(Connection connection) throws Exception {
        Map<String, String> documented = DocumentedQueries.all();
        assertThat(documented.keySet()).isEqualTo(ANSWERS.keySet());
        for (Map.Entry<String, String> query : documented.entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(query.getValue())) {
                int rows = 0;
                while (answer.next()) {
                    rows++;
                }
                assertThat(List.of(answer.getMetaData().getColumnCount(), rows))
                        .as(query.getKey())
                        .isEqualTo(ANSWERS.get(query.getKey()));
            }
        }
    }

    private void refusesToWrite(Connection connection) {
        for (String statement : List.of(
                "DELETE FROM scores",
                "INSERT INTO scores SELECT * FROM scores",
                "DROP TABLE scores",
                "CREATE TABLE mine AS SELECT 1 AS one",
                "ALTER TABLE scores CREATE BRANCH mine",
                "CALL galaxies.system.expire_snapshots('survey.scores')",
                "SELECT reflect('java.lang.System', 'exit', 3)",
                "ADD JAR '/tmp/any.jar'")) {
            assertThatThrownBy(() -> execute(connection, statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*expected (a statement that reads|functions that compute).*");
        }
    }

    private void refusesWhatReachesBeyondTheSurvey(Connection connection) throws SQLException {
        for (String statement : List.of(
                "CREATE TEMPORARY VIEW passwords USING csv OPTIONS (path '/etc/passwd')",
                "CREATE GLOBAL TEMPORARY VIEW everybody AS SELECT 1",
                "CACHE TABLE scores",
                "SELECT * FROM csv.`/etc/passwd`",
                "USE spark_catalog")) {
            assertThatThrownBy(() -> execute(connection, statement))
                    .as(statement)
                    .hasMessageContaining("Cannot run ");
        }
        assertThat(text(connection, "SELECT '${env:PATH}${system:user.home}'"))
                .isEqualTo("${env:PATH}${system:user.home}");
        assertThatThrownBy(() -> execute(connection, "SET spark.sql.catalog.x=org.apache.iceberg.spark.SparkCatalog"))
                .hasMessageContaining("Cannot set or show spark.sql.catalog.x");
        execute(connection, "SET spark.sql.ansi.enabled=true");
        execute(connection, "RESET");
        execute(connection, "CREATE TEMPORARY VIEW latest_scores AS SELECT 1 AS one");
        execute(connection, "SELECT one FROM latest_scores"); // a client's own goes first
        execute(connection, "SELECT rank FROM survey.latest_scores");
    }

    private void everyConnectionSeesTheNightThatIsPublished(String url, PublishedSurvey survey) throws Exception {
        try (Connection opened = DriverManager.getConnection(url)) {
            assertThat(text(opened, "SELECT min(run_id) FROM latest")).isEqualTo(PublishedSurvey.run(2));
            survey.publish(3);
            assertThat(text(opened, "SELECT min(run_id) FROM latest")).isEqualTo(PublishedSurvey.run(3));
            assertThat(text(
                            opened,
                            "SELECT min(run_id) FROM scores VERSION AS OF 'published_"
                                    + PublishedSurvey.run(2).replace('-', '_') + "'"))
                    .isEqualTo(PublishedSurvey.run(2));
        }
        assertThat(text(url, "SELECT count(*) FROM catalog_without_image")).isEqualTo("1");
        assertThat(text(url, "SELECT object_id FROM images_without_catalog_row"))
                .isEqualTo("without a row");
        assertThat(text(url, "SELECT object_id FROM top_anomalies LIMIT 1"))
                .isEqualTo(ScoredSurvey.objectId(PublishedSurvey.OBJECTS - 1));
    }

    private static void read(ServedNights nights) {
        try {
            nights.read();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A night follows the one before no faster than people read. */
    private static void awaitReads(ServedNights nights, int reads, List<CompletableFuture<Void>> readers)
            throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (nights.reads() < reads) {
            assertThat(readers).as("readers that failed").noneMatch(CompletableFuture::isDone);
            assertThat(Instant.now())
                    .as("%d of %d reads", nights.reads(), reads)
                    .isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private Path workingDirectory() throws IOException {
        return Files.createDirectories(directory.resolve("where it was started"));
    }

    private Script.Result server(String... arguments) throws Exception {
        return server(Map.of(), arguments);
    }

    private Script.Result server(Map<String, String> more, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GALAXY_VAE_SERVER_DIR", directory.resolve("server").toString());
        environment.put("GALAXY_VAE_SUBMIT_OPTIONS", "--driver-memory 1g --conf spark.sql.shuffle.partitions=2");
        return Script.run(workingDirectory(), environment, command.toArray(String[]::new));
    }

    private String start(Map<String, String> environment) throws Exception {
        String workspace = directory.resolve("workspace").toString();
        var started = server(environment, "start", "--workspace", workspace, "--port", "0", "--master", "local[2]");
        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).matches("jdbc:hive2://127\\.0\\.0\\.1:\\d+/survey\n");
        return started.out().strip();
    }

    /** The bundled one but for the server's jar. */
    private Path sparkWithoutHive() throws IOException {
        Path home = Files.createDirectories(directory.resolve("a spark"));
        for (String folder : List.of("bin", "jars")) {
            Files.createDirectory(home.resolve(folder));
            try (var files = Files.list(Script.DISTRIBUTION.resolve("lib/spark").resolve(folder))) {
                for (Path file : files.filter(file -> !file.toString().contains("thriftserver"))
                        .toList()) {
                    Path name = home.resolve(folder).resolve(file.getFileName());
                    if (folder.equals("bin")) {
                        Files.copy(
                                file, name, StandardCopyOption.COPY_ATTRIBUTES); // a link would lead to the bundled one
                    } else {
                        Files.createSymbolicLink(name, file);
                    }
                }
            }
        }
        return home;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String url, String query) throws SQLException {
        return Long.parseLong(text(url, query));
    }

    private static String text(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return text(connection, query);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
