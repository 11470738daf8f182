package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job as a user runs it, local and on a real cluster of two workers, one of which dies. In order, since the first
 * model of the one workspace is the one that scores.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MainJobClusterIT {
    private static final int COUNT = 240;
    private static final List<String> SMALL = List.of(
            "ingest.image_size=32",
            "vae.widths=[16, 32]",
            "vae.latent=8",
            "train.batch_size=16",
            "train.averaging_frequency=5",
            "score.batch_size=16");

    /** A busy machine needs several times what a free one does. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path directory;

    /** Its settings must change nothing: the cluster, which runs without them, is to give the same. */
    private static final Path HOSTILE_SITE =
            Path.of("src/test/resources/hostile-site").toAbsolutePath();

    private static String workspace = "";
    private static String url = "";

    @BeforeAll
    static void ingestAndStartCluster() throws Exception {
        workspace = directory.resolve("workspace").toString();
        String survey = directory.resolve("survey").toString();
        galaxyVae("simulate", "--count", "" + COUNT, "--size", "128", "--out", survey);
        galaxyVae(
                "ingest",
                "--workspace",
                workspace,
                "--images",
                survey + "/images",
                "--catalog",
                survey + "/catalog.csv",
                "--set",
                "ingest.image_size=32");
        var start = cluster("start", "2");
        assertThat(start.code()).as(start.err()).isZero();
        url = start.out().strip();
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster("stop");
    }

    @Test
    @Order(1)
    void givesTheSameScoresLocallyAndOnTheClusterEvenWhenAWorkerDies() throws Exception {
        // many draws, so that there is time to kill a worker in the middle
        Script.Result trained = train("train.images=512", "train.validations=1", "score.draws=40");
        assertThat(trained.code()).as(trained.err()).isZero();
        galaxyVae("score", "--workspace", workspace);
        List<String> local = ranks(workspace);
        assertThat(local).hasSize(COUNT);
        assertThat(scoredAt())
                .singleElement()
                .asString()
                .startsWith("INT64 ")
                .contains("isAdjustedToUTC=1", "MICROS=MicroSeconds");

        Script.Result again = launch("score", "--workspace", workspace, "--all", "--master", url);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(ranks(workspace)).isEqualTo(local);

        CompletableFuture<Script.Result> run = CompletableFuture.supplyAsync(() -> {
            try {
                return launch("score", "--workspace", workspace, "--all", "--master", url);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Path passes = Path.of(workspace, "passes");
        await(run, () -> holds(passes, file -> file.contains("_temporary") && file.endsWith(".parquet")));
        ProcessHandle worker = ProcessHandle.of(workerPid(2)).orElseThrow();
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        Script.Result result = run.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("240 of them anew");
        assertThat(executors).as("the worker was at work").isNotEmpty();
        assertThat(ranks(workspace)).isEqualTo(local);
    }

    /** An averaging round whose executor dies is done again by the others; the training is not. */
    @Test
    @Order(2)
    void trainsOnWhenAnExecutorDiesInARound() throws Exception {
        CompletableFuture<Script.Result> run = CompletableFuture.supplyAsync(() -> {
            try {
                return train("train.images=2400", "train.validations=2", "train.checkpoint_images=480");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Path checkpoints = Path.of(workspace, "checkpoints");
        await(run, () -> holds(checkpoints, file -> file.endsWith(".json")));
        List<ProcessHandle> executors =
                ProcessHandle.of(workerPid(1)).orElseThrow().descendants().toList();
        assertThat(executors).as("the worker was at work").isNotEmpty();
        executors.forEach(ProcessHandle::destroyForcibly);
        Script.Result result = run.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("2,400 images presented");
    }

    /** A training on the cluster. */
    private static Script.Result train(String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of("train", "--workspace", workspace, "--master", url));
        Stream.concat(SMALL.stream(), Stream.of(settings))
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        return launch(command.toArray(String[]::new));
    }

    /** Until something has happened; looks whenever the run has not ended for another moment. */
    private static void await(CompletableFuture<?> run, BooleanSupplier happened) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                throw new AssertionError(
                        "The command ended before it could be disturbed: " + run.get(50, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (happened.getAsBoolean()) {
                    return;
                }
            }
        }
        throw new AssertionError("Nothing to disturb within " + PATIENCE);
    }

    private static boolean holds(Path folder, Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> wanted.test(file.toString()));
        } catch (IOException | UncheckedIOException e) {
            return false; // a folder went while we walked
        }
    }

    private static long workerPid(int number) throws Exception {
        var match = Pattern.compile("worker-" + number + " pid (\\d+) alive")
                .matcher(cluster("status").out());
        assertThat(match.find()).isTrue();
        return Long.parseLong(match.group(1));
    }

    /** Object, rank and the score to nine digits, by an independent reader of the published Parquet. */
    private static List<String> ranks(String workspace) throws Exception {
        String run =
                Files.readString(Path.of(workspace, "published", "CURRENT")).strip();
        List<String> ranks = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT object_id, rank, printf('%.9g', anomaly_score) FROM '"
                        + workspace + "/published/" + run + "/scores/*.parquet' ORDER BY rank")) {
            while (rows.next()) {
                ranks.add(rows.getString(1) + " " + rows.getLong(2) + " " + rows.getString(3));
            }
        }
        return ranks;
    }

    /** The type of the published timestamps, by an independent reader. */
    private static Set<String> scoredAt() throws Exception {
        Set<String> types = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT type, logical_type FROM parquet_schema('" + workspace
                        + "/published/*/scores/*.parquet') WHERE name = 'scored_at'")) {
            while (rows.next()) {
                types.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return types;
    }

    /** Locally, where a site has set whatever could change a result. */
    private static void galaxyVae(String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Script.SHORT_LIVED);
        environment.put("SPARK_CONF_DIR", HOSTILE_SITE.toString());
        Script.Result result = Script.run(directory, environment, with(new String[] {Script.launcher()}, arguments));
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static Script.Result launch(String... arguments) throws Exception {
        return Script.run(directory, Script.SHORT_LIVED, with(new String[] {Script.launcher()}, arguments));
    }

    private static Script.Result cluster(String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Script.SHORT_LIVED);
        environment.put("GALAXY_VAE_CLUSTER_DIR", directory.resolve("cluster").toString());
        environment.put("GALAXY_VAE_MASTER_PORT", "0");
        String program = Script.DISTRIBUTION.resolve("submit/cluster.sh").toString();
        return Script.run(directory, environment, with(new String[] {program}, arguments));
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
    }
}
