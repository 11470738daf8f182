package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.Crypt;
import org.apache.hive.jdbc.HiveConnection;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real server and real clients of JDBC that take too much, that want elsewhere, and that nobody has let in. */
@Tag("full")
class HostileClientsIT extends SparkTest {
    /** Minutes on one core. */
    private static final String LONG =
            "SELECT count(*) FROM range(0, 100000000000, 1, 4) WHERE sha2(CAST(id AS STRING), 512) = 'x'";

    /** Of all executors, which a statement that goes on would keep. */
    private static final String SHORT = "SELECT count(*) FROM range(0, 1000, 1, 4) WHERE id % 2 = 0";

    private static final Duration AT_ONCE = Duration.ofSeconds(60);

    @Test
    void aClientHarmsNobodyElse() throws Exception {
        new ScoredSurvey(spark, tables).write(40, 3);
        try (ServedProcess server = new ServedProcess(directory, Map.of())) {
            String url = server.start(directory.resolve("workspace"));
            long pid = server.pid();
            everyPortIsOnLoopback(pid);
            whatTakesTooMuchEndsForItsClientAlone(url);
            whatIsCancelledOrLeftStopsItsTasks(url, pid);
            noConnectionLeadsElsewhere(url);
            theProtocolTellsOfTheSurveyAlone(url);
            assertThat(server.restarts()).isZero();
            assertThat(server.pid()).isEqualTo(pid);
            itIsBackWithinSecondsWhereItWasWhenItIsKilled(server, url, pid);
        }
        try (var left = Files.list(directory.resolve("server"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .as("what stop leaves")
                    .containsExactlyInAnyOrder("log", "restarts");
        }
    }

    private static void everyPortIsOnLoopback(long pid) throws IOException {
        assertThat(OpenPorts.of(OpenPorts.tree(pid)))
                .as("of the server and its executors")
                .hasSizeGreaterThan(3)
                .allMatch(OpenPorts::isLoopback);
    }

    private static void whatTakesTooMuchEndsForItsClientAlone(String url) throws Exception {
        try (Connection other = DriverManager.getConnection(url)) {
            for (String statement : List.of(
                    // values of one row, that the server itself computes since they depend on nothing
                    "SELECT length(array_join(sequence(1, 60000000), ','))",
                    // memory of one task
                    "SELECT size(collect_list(repeat('x', 1000))) FROM range(3000000)",
                    // a result
                    "SELECT repeat('x', 100000) FROM range(100000)",
                    "SELECT id FROM range(100000000)",
                    // a table that every task keeps
                    "SELECT /*+ BROADCAST(b) */ count(*) FROM range(10) a JOIN (SELECT id, repeat('x', 10000) AS x FROM"
                            + " range(1000000)) b ON length(b.x) > a.id")) {
                CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                    try (Connection hostile = DriverManager.getConnection(url)) {
                        ServedProcess.text(hostile, statement);
                        return new AssertionError("answered: " + statement);
                    } catch (SQLException e) {
                        return e;
                    }
                });
                int answered = 0;
                do {
                    assertThat(ServedProcess.text(other, "SELECT count(*) FROM scores"))
                            .isEqualTo("40");
                    answered++;
                } while (!failure.isDone());
                assertThat(failure.get()).as(statement).isInstanceOf(SQLException.class);
                System.out.printf("%d answers for others beside %s%n", answered, statement);
            }
        }
    }

    private static void whatIsCancelledOrLeftStopsItsTasks(String url, long pid) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> expectEnd(statement));
            awaitBusy(pid);
            statement.cancel();
            running.get(AT_ONCE.toSeconds(), TimeUnit.SECONDS);
        }
        awaitIdle(pid, url);
        Connection left = DriverManager.getConnection(url);
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try (Statement statement = left.createStatement()) {
                expectEnd(statement);
            } catch (SQLException e) {
                // its connection is gone
            }
        });
        awaitBusy(pid);
        left.close();
        running.get(AT_ONCE.toSeconds(), TimeUnit.SECONDS);
        awaitIdle(pid, url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(3);
            assertThatThrownBy(() -> statement.executeQuery(LONG)).isInstanceOf(SQLException.class);
        }
        awaitIdle(pid, url);
    }

    private static void expectEnd(Statement statement) {
        assertThatThrownBy(() -> statement.executeQuery(LONG)).isInstanceOf(SQLException.class);
    }

    /** Until the executors have computed for some seconds. */
    private static void awaitBusy(long pid) throws InterruptedException {
        Duration before = computed(pid);
        Instant deadline = Instant.now().plus(AT_ONCE);
        while (computed(pid).minus(before).toMillis() < 3000) {
            assertThat(Instant.now()).as("executors at work").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    /** Until the executors compute no more, and others are answered. */
    private static void awaitIdle(long pid, String url) throws InterruptedException {
        Instant deadline = Instant.now().plus(AT_ONCE);
        Duration before;
        do {
            assertThat(Instant.now()).as("executors at rest").isBefore(deadline);
            before = computed(pid);
            Thread.sleep(2000); // what is measured
        } while (computed(pid).minus(before).toMillis() > 700);
        requireFree(url);
    }

    private static Duration computed(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow()
                .descendants()
                .map(executor -> executor.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void requireFree(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(ServedProcess.text(connection, SHORT)).isEqualTo("500");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void noConnectionLeadsElsewhere(String url) throws Exception {
        String path = System.getenv("PATH");
        try (Connection connection = DriverManager.getConnection(url + "#x=%24%7Benv:PATH%7D")) {
            assertThatThrownBy(() -> ServedProcess.text(connection, "SET x"))
                    .hasMessageContaining("Cannot set or show x")
                    .hasMessageNotContaining(path);
            assertThat(ServedProcess.text(connection, "SELECT '${hivevar:x}${x}${env:PATH}'"))
                    .isEqualTo("${hivevar:x}${x}${env:PATH}");
        }
        for (String setting : List.of(
                "spark.sql.session.timeZone=%24%7Benv:PATH%7D",
                "spark.sql.variable.substitute=true", "spark.sql.catalog.mine=org.apache.iceberg.spark.SparkCatalog")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url + "?" + setting))
                    .as(setting)
                    .hasMessageContaining("Cannot set")
                    .hasMessageNotContaining(path);
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url.replace("/survey", "/spark_catalog")))
                .hasMessageContaining("expected survey");
        try (Connection connection = DriverManager.getConnection(
                url + "?hive.metastore.uris=thrift://192.0.2.1:9;hive.exec.local.scratchdir=/nowhere")) {
            assertThat(ServedProcess.text(connection, "SELECT count(*) FROM scores"))
                    .isEqualTo("40");
        }
    }

    private void theProtocolTellsOfTheSurveyAlone(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            DatabaseMetaData metadata = connection.getMetaData();
            for (ResultSet rows : List.of(
                    metadata.getCatalogs(),
                    metadata.getSchemas(),
                    metadata.getTables(null, "%", "%", null),
                    metadata.getColumns(null, "%", "%", "%"),
                    metadata.getFunctions(null, "%", "%"),
                    metadata.getTypeInfo(),
                    metadata.getTableTypes())) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        assertThat(String.valueOf(rows.getString(column)))
                                .doesNotContain(directory.toString(), "secret");
                    }
                }
            }
            assertThatThrownBy(() -> metadata.getPrimaryKeys(null, "survey", "scores"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> ((HiveConnection) connection).getDelegationToken("root", "root"))
                    .isInstanceOf(SQLException.class);
            assertThat(metadata.getDatabaseProductName()).isEqualTo("Spark SQL");
        }
    }

    private static void itIsBackWithinSecondsWhereItWasWhenItIsKilled(ServedProcess server, String url, long pid)
            throws Exception {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Instant killed = Instant.now();
        String answer = "";
        while (answer.isEmpty()) {
            assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofMinutes(1));
            try (Connection connection = DriverManager.getConnection(url)) {
                answer = ServedProcess.text(connection, "SELECT count(*) FROM scores");
            } catch (SQLException e) {
                Thread.sleep(100); // not there yet
            }
        }
        System.out.printf(
                "answers again %.1f s after it was killed%n",
                Duration.between(killed, Instant.now()).toMillis() / 1000.0);
        assertThat(answer).isEqualTo("40");
        assertThat(server.restarts()).isEqualTo(1);
        assertThat(server.script("status").out()).isEqualTo(url + "\n");
    }

    @Test
    void nobodyComesInWithoutAPasswordAndNothingGoesUnencrypted() throws Exception {
        new ScoredSurvey(spark, tables).write(40, 3);
        Path users = directory.resolve("users");
        Files.writeString(users, "ada:" + Crypt.crypt("open sesame", "$6$saltsalt") + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        Path keystore = keystore();
        Map<String, String> environment = Map.of("GALAXY_VAE_KEYSTORE_PASSWORD", "changeit");
        try (ServedProcess server = new ServedProcess(directory, environment)) {
            String url = server.start(
                    directory.resolve("workspace"),
                    "--bind",
                    "0.0.0.0",
                    "--users",
                    users.toString(),
                    "--keystore",
                    keystore.toString(),
                    "--master",
                    "local[1]");
            String here = url.replace("0.0.0.0", "localhost");
            String encrypted = here + ";ssl=true;sslTrustStore=" + keystore + ";trustStorePassword=changeit";
            try (Connection ada = DriverManager.getConnection(encrypted, "ada", "open sesame")) {
                assertThat(ServedProcess.text(ada, "SELECT count(*) FROM scores"))
                        .isEqualTo("40");
            }
            for (String[] wrong :
                    new String[][] {{"ada", "open"}, {"ada", ""}, {"bob", "open sesame"}, {"", ""}, {"anonymous", "x"}
                    }) {
                assertThatThrownBy(() -> DriverManager.getConnection(encrypted, wrong[0], wrong[1]))
                        .as(String.join("/", wrong))
                        .isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(() -> DriverManager.getConnection(
                            here + ";auth=noSasl;ssl=true;sslTrustStore=" + keystore + ";trustStorePassword=changeit"))
                    .isInstanceOf(SQLException.class);
            Files.writeString(users, "bob:" + Crypt.crypt("new here", "$6$saltsalt") + "\n");
            try (Connection bob = DriverManager.getConnection(encrypted, "bob", "new here")) {
                assertThat(ServedProcess.text(bob, "SELECT 1")).isEqualTo("1");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(encrypted, "ada", "open sesame"))
                    .as("who was taken out of the file")
                    .isInstanceOf(SQLException.class);
            assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
                    .doesNotContain("changeit", "$6$");
        }
        try (ServedProcess server = new ServedProcess(directory, Map.of())) {
            Script.Result refused = server.script(
                    "start", "--workspace", directory.resolve("workspace").toString(), "--bind", "0.0.0.0");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("Cannot listen on 0.0.0.0 without a password");
        }
    }

    private Path keystore() throws Exception {
        Path keystore = directory.resolve("keys.p12");
        Script.Result made = Script.run(
                directory,
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "galaxy-vae",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "JKS",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "changeit",
                "-keypass",
                "changeit");
        assertThat(made.code()).as(made.err() + made.out()).isZero();
        return keystore;
    }
}
