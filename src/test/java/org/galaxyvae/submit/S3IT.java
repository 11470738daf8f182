package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.galaxyvae.base.table.EndedProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole mission by the real launcher on S3, its tables listed in a database; and where the keys to both go: nowhere. */
@Tag("full")
final class S3IT {
    private static final int COUNT = 240;
    private static final int NEW = 6;
    private static final String WORKSPACE = "s3a://surveys/dr17";
    private static final String KEY = "marker-of-the-secret-key-7f3a9c";
    private static final String PASSWORD = "marker-of-the-password-51d0be";
    private static final String[] SMALL = {
        "--set", "vae.widths=[16, 32]",
        "--set", "vae.latent=8",
        "--set", "train.images=512",
        "--set", "train.batch_size=16",
        "--set", "train.validations=1",
        "--set", "score.batch_size=16",
        "--set", "score.draws=1"
    };

    /** Everything that is looked through for the secrets. */
    @TempDir
    static Path directory;

    /** The server's own settings must have its key. */
    @TempDir
    static Path apart;

    private static S3Process s3;
    private static BusyRelay relay;
    private static int outputs;

    @BeforeAll
    static void start() throws Exception {
        s3 = S3Process.start(apart, "surveys", "MARKERID", KEY);
        relay = new BusyRelay(s3.address());
        S3Process.configure(directory.resolve("conf"), relay.address());
        Files.writeString(directory.resolve("s3.yaml"), """
                catalog:
                  type: jdbc
                  uri: jdbc:sqlite:%s
                ingest:
                  image_size: 32
                nightly:
                  images: ["s3a://surveys/incoming"]
                audit: {max_psi: 100, max_ks: 1, min_planted_recall: 0}
                """.formatted(directory.resolve("tables.db")));
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
        s3.close();
    }

    @Test
    void bringsASurveyFromImagesToAPublishedNightAndKeepsItsSecrets() throws Exception {
        done(run("simulate", "--count", "" + COUNT, "--size", "64", "--out", "s3a://surveys/sim"));
        refusesACatalogOfFiles();
        done(run("ingest", "--images", "s3a://surveys/sim/images", "--catalog", "s3a://surveys/sim/catalog.csv"));
        done(run(Stream.concat(Stream.of("train"), Stream.of(SMALL)).toArray(String[]::new)));
        done(run("score"));
        String scored = current();

        done(run("simulate", "--count", "" + NEW, "--size", "64", "--seed", "9", "--out", "s3a://surveys/incoming"));
        respectsTheClaimOfAnotherMachine();
        put("_lock/gone", EndedProcess.lockLine("nightly"));
        relay.beBusy("/passes/", Duration.ofSeconds(10)); // in the middle of the night
        Script.Result night = run("nightly", "--json");
        done(night);
        assertThat(relay.refused()).as("requests that were answered 503").isGreaterThan(3);
        assertThat(night.out()).contains("\"published\":true");
        assertThat(night.err()).contains("Taking over the lock of a process that is gone");
        assertThat(current()).isNotEqualTo(scored);
        assertThat(shell("", "-ls", "-C", WORKSPACE + "/published")).doesNotContain("NEXT");
        assertThat(shell("", "-ls", "-R", "-C", WORKSPACE)).doesNotContain("_lock/", "/staging");

        // the key as a setting of Spark, which must not be shown either
        Map<String, String> environment = environment();
        environment.remove("AWS_SECRET_ACCESS_KEY");
        environment.merge(
                "GALAXY_VAE_SUBMIT_OPTIONS",
                "--conf spark.hadoop.fs.s3a.access.key=MARKERID --conf spark.hadoop.fs.s3a.secret.key=" + KEY,
                (before, more) -> before + " " + more);
        assertThat(run(environment, "sql", "-e", "SET spark.hadoop.fs.s3a.secret.key")
                        .code())
                .isEqualTo(2);
        String query = "SET; SELECT count(*), count(DISTINCT run_id) FROM scores";
        Script.Result rows = run(environment, "sql", "--format", "csv", "-e", query);
        done(rows);
        assertThat(rows.out().lines()).contains(COUNT + NEW + ",1");
        done(run(environment, "sql", "--print-submit", "-e", "SELECT 1"));
        done(run("status", "--prometheus"));
        done(run("models", "list", "--json"));
        assertThat(run("score", "--set", "catalog.password=" + PASSWORD).code()).isEqualTo(2);
        assertThat(run("ingest", "--images", "s3a://MARKERID:" + KEY + "@surveys/sim")
                        .code())
                .isEqualTo(2);
        shell("", "-get", WORKSPACE, directory.resolve("bucket").toString());
        assertThat(filesWithASecret()).isEmpty();
    }

    private static void refusesACatalogOfFiles() throws Exception {
        Script.Result refused =
                launch(environment(), "ingest", "--workspace", WORKSPACE, "--images", "s3a://surveys/sim/images");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("Invalid catalog.type hadoop for tables under s3a://surveys/dr17/warehouse")
                .contains("expected catalog.type=jdbc");
    }

    private static void respectsTheClaimOfAnotherMachine() throws Exception {
        put("_lock/far", "elsewhere 1 2026-01-01T00:00:00Z train since then\n");
        Script.Result locked = run("score");
        assertThat(locked.code()).isEqualTo(3);
        assertThat(locked.err()).contains("locked by elsewhere 1 ").contains("remove s3a://surveys/dr17/_lock/far");
        shell("", "-rm", WORKSPACE + "/_lock/far");
    }

    private static void put(String path, String text) throws Exception {
        shell(text, "-put", "-", WORKSPACE + "/" + path);
    }

    /** Every file of the workspace, the database, every log and output. */
    private static List<Path> filesWithASecret() throws IOException {
        assertThat(outputs).isPositive();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.contains(KEY) || text.contains(PASSWORD)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String current() throws Exception {
        String run = shell("", "-cat", WORKSPACE + "/published/CURRENT").strip();
        assertThat(shell("", "-ls", "-C", WORKSPACE + "/published/" + run + "/scores"))
                .contains("_SUCCESS", ".parquet");
        return run;
    }

    /** Hadoop's own commands for files; what they print. */
    private static String shell(String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "printf %s \"$1\" | exec java -XX:TieredStopAtLevel=1 -cp \"$2\" org.apache.hadoop.fs.FsShell \"${@:3}\"",
                "shell",
                input,
                directory.resolve("conf") + ":" + Script.DISTRIBUTION.resolve("lib/spark/jars") + "/*:" + clients()));
        command.addAll(List.of(arguments));
        Script.Result result = Script.run(directory, environment(), command.toArray(String[]::new));
        done(result);
        return result.out();
    }

    private static String clients() {
        return Objects.requireNonNull(System.getProperty("galaxyvae.s3"), "Cannot run: galaxyvae.s3") + "/client/*";
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("HADOOP_CONF_DIR", directory.resolve("conf").toString());
        environment.put("AWS_ACCESS_KEY_ID", "MARKERID");
        environment.put("AWS_SECRET_ACCESS_KEY", KEY);
        // commands of seconds: the second compiler would cost more than it gains
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put("GALAXY_VAE_CATALOG_USER", "marker");
        environment.put("GALAXY_VAE_CATALOG_PASSWORD", PASSWORD);
        environment.put(
                "GALAXY_VAE_SUBMIT_OPTIONS",
                "--driver-memory 1500m --conf 'spark.driver.extraClassPath=" + clients() + "'");
        return environment;
    }

    private static void done(Script.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static Script.Result run(String... arguments) throws Exception {
        return run(environment(), arguments);
    }

    /** The command in the workspace with its configuration. */
    private static Script.Result run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("simulate")) {
            int options = arguments[0].equals("models") ? 2 : 1;
            all.addAll(
                    options,
                    List.of(
                            "--workspace",
                            WORKSPACE,
                            "--config",
                            directory.resolve("s3.yaml").toString()));
        }
        return launch(environment, all.toArray(String[]::new));
    }

    private static Script.Result launch(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Script.launcher(), "--master", "local[2]"));
        command.addAll(List.of(arguments));
        Script.Result result = Script.run(directory, environment, command.toArray(String[]::new));
        String name = Stream.of(arguments).limit(1).collect(Collectors.joining());
        Files.writeString(
                Files.createDirectories(directory.resolve("outputs")).resolve(outputs++ + "-" + name),
                result.out() + result.err());
        return result;
    }
}
