package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of two workers, from start to stop; the tests are the steps of its one life. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterIT {
    private static final Pattern PID = Pattern.compile("pid (\\d+) alive");

    @TempDir
    static Path directory;

    private static String url = "";
    private static List<Long> processes = List.of();

    @AfterAll
    static void killAll() throws Exception {
        cluster("stop");
        processes.stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    @Order(1)
    void isDownBeforeItIsStarted() throws Exception {
        var status = cluster("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).startsWith("No cluster runs");
        assertThat(cluster("stop").code()).isZero();
    }

    @Test
    @Order(2)
    void startsAndAnswersWhenBothWorkersAreRegistered() throws Exception {
        var start = cluster("start", "2");
        assertThat(start.code()).as(start.err()).isZero();
        url = start.out().strip();
        assertThat(url).matches("spark://127\\.0\\.0\\.1:\\d+");

        var status = cluster("status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("master " + url, "workers registered 2 of 2");
        processes = PID.matcher(status.out())
                .results()
                .map((MatchResult match) -> Long.valueOf(match.group(1)))
                .toList();
        assertThat(processes).hasSize(3).allMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    /** Not even in a list of processes does anybody see what opens it. */
    @Test
    @Order(3)
    void listensOnThisMachineAloneAndKeepsItsSecret() throws Exception {
        assertThat(OpenPorts.of(processes)).hasSizeGreaterThan(4).allMatch(OpenPorts::isLoopback);
        Path state = directory.resolve("the cluster");
        String secret = Files.readString(state.resolve("secret")).strip();
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        for (String file : List.of("secret", "spark-defaults.conf")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(file))))
                    .isEqualTo("rw-------");
        }
        for (long pid : processes) {
            assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"))).doesNotContain(secret);
        }
    }

    @Test
    @Order(3)
    void saysThatItRunsAlready() throws Exception {
        var start = cluster("start", "2");

        assertThat(start.code()).isZero();
        assertThat(start.err()).contains("Runs already");
        assertThat(start.out().strip()).isEqualTo(url);
    }

    @Test
    @Order(4)
    void runsAJobOnBothWorkersWithTheNativeLibrary() throws Exception {
        var run = Script.run(
                directory,
                Script.probing(Script.probeJar(directory)),
                Script.launcher(),
                "3",
                "--master",
                url,
                "spark.executor.memory");

        assertThat(run.code()).as(run.err()).isEqualTo(3);
        List<String[]> tasks = run.out()
                .lines()
                .filter(line -> line.startsWith("task "))
                .map(line -> line.split(" "))
                .toList();
        assertThat(tasks).hasSize(4).allMatch(task -> task[2].equals("1") && task[3].equals("9.0"));
        assertThat(run.out()).contains("spark.executor.memory=2g");
        assertThat(Files.readString(directory.resolve("the cluster/worker-1.log")))
                .as("command lines of executors")
                .contains("Launch command")
                .doesNotContain(Files.readString(directory.resolve("the cluster/secret"))
                        .strip());
        assertThat(tasks.stream().map(task -> Long.valueOf(task[1])).distinct())
                .as("executors are processes of their own")
                .doesNotContainAnyElementsOf(processes);
    }

    /** Spark asks three times before it gives up, which takes a minute. */
    @Test
    @Tag("full")
    @Order(4)
    void takesNoWorkOfWhoDoesNotKnowItsSecret() throws Exception {
        for (String authenticate : List.of("false", "true")) {
            var run = Script.run(
                    directory,
                    Map.of(),
                    Script.DISTRIBUTION.resolve("lib/spark/bin/spark-submit").toString(),
                    "--master",
                    url,
                    "--conf",
                    "spark.authenticate=" + authenticate,
                    "--conf",
                    "spark.authenticate.secret=guessed",
                    "--class",
                    SparkProbe.class.getName(),
                    Script.probeJar(directory).toString(),
                    "3");
            assertThat(run.code()).as(run.err()).isNotEqualTo(3);
            assertThat(run.out()).doesNotContain("task ");
        }
        assertThat(cluster("status").code()).isZero();
    }

    @Test
    @Order(5)
    void noticesADeadWorker() throws Exception {
        ProcessHandle worker = ProcessHandle.of(processes.get(2)).orElseThrow();
        worker.destroyForcibly();
        awaitEnd(worker);

        var status = cluster("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).contains("worker-2 pid " + worker.pid() + " gone");
    }

    @Test
    @Order(6)
    void stopsAllOfItAndAgain() throws Exception {
        assertThat(cluster("stop").code()).isZero();

        for (long pid : processes) {
            // a zombie is gone only when this machine's first process has noticed
            ProcessHandle.of(pid).ifPresent(ClusterIT::awaitEnd);
        }
        assertThat(cluster("status").code()).isEqualTo(1);
        assertThat(cluster("stop").code()).isZero();
    }

    private static void awaitEnd(ProcessHandle process) {
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    private static Script.Result cluster(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Script.DISTRIBUTION.resolve("submit/cluster.sh").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Script.run(
                directory,
                Map.of(
                        "GALAXY_VAE_CLUSTER_DIR",
                        directory.resolve("the cluster").toString(),
                        "GALAXY_VAE_MASTER_PORT",
                        "0"),
                command);
    }
}
