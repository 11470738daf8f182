package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.fault.DriverKills.Point;
import org.galaxyvae.fault.FaultedSurvey.Answer;
import org.galaxyvae.submit.HadoopProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a night, readers see whole nights, and the same command again makes good what was lost. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FaultsIT {
    private static final int KILLED = 137;
    private static final int BAD_INPUT = 3;
    private static final Pattern PASS_BEGUN = Pattern.compile("/(staging/[^/]+/scored|passes)/(.*/)?_temporary");

    @TempDir
    static java.nio.file.Path directory;

    @SuppressWarnings("NullAway.Init")
    private FaultTrial trial;

    @BeforeAll
    void makeTheSurvey() throws Exception {
        trial = FaultTrial.prepare(directory);
    }

    @AfterAll
    void count() {
        trial.report();
    }

    static Stream<Point> driverKills() {
        return DriverKills.all().stream();
    }

    @ParameterizedTest
    @MethodSource("driverKills")
    @Order(1)
    void survivesAKillOfTheDriver(Point point) throws Exception {
        if (point.name().contains("expiry")) {
            Clock.require(); // else the first night is not old enough
        }
        trial.of("driver killed: " + point.name(), point.again(), survey -> {
            Answer killed = survey.night(trial.faulty(point.fault()));
            assertThat(killed.process().code()).as(killed.process().err()).isEqualTo(KILLED);
        });
    }

    /** Really full: all that is left of a small disk of its own is taken at that point. */
    @ParameterizedTest
    @ValueSource(strings = {"create .*/staging/[^/]+/verdicts/.*\\.parquet$", "mkdirs .*/published/[^/]+/latents"})
    @Order(2)
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom(String at) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(trial.survey().workspace())) {
            trial.of("disk full at " + at, at.contains("published") ? 0 : FaultedSurvey.NEW, survey -> {
                Answer full = survey.night(trial.faulty(new FaultPoint("", at, 1, disk.fill())));
                assertThat(full.process().code()).as(full.process().err()).isEqualTo(BAD_INPUT);
                assertThat(full.process().err()).contains("Cannot write: no space left", survey.workspace() + "");
                disk.free();
            });
        }
    }

    /** The first night is held at its audit until the second has been refused and a third waits. */
    @Test
    @Order(3)
    void letsOneOfTwoNightsWaitOrLeave() throws Exception {
        java.nio.file.Path go = directory.resolve("go");
        java.nio.file.Path held = directory.resolve("held-at-its-audit");
        FaultPoint hold = new FaultPoint(
                "",
                DriverKills.commit("audits"),
                1,
                "touch '" + held + "'; until [ -e '" + go + "' ]; do sleep 0.1; done");
        trial.of("two nights at once", 0, survey -> {
            CompletableFuture<Answer> first = survey.started("local[2]", trial.faulty(hold));
            Until.happened(first, () -> Files.exists(held));
            Answer refused = survey.night(Map.of());
            assertThat(refused.process().code()).as(refused.process().err()).isEqualTo(BAD_INPUT);
            assertThat(refused.process().err()).contains("locked by");
            CompletableFuture<Answer> waiting = survey.started("local[2]", Map.of(), "--wait", "900");
            Files.createFile(go);
            assertThat(first.get().process().code()).isZero();
            assertThat(first.get().computed()).isEqualTo(FaultedSurvey.NEW);
            assertThat(waiting.get().process().code())
                    .as(waiting.get().process().err())
                    .isZero();
            assertThat(waiting.get().computed()).isZero();
        });
    }

    /**
     * An hour and a day before the first night, which is two days old. Iceberg would refuse a commit; the night refuses to begin.
     */
    @ParameterizedTest
    @ValueSource(strings = {"-49h", "-3d"})
    @Order(4)
    void saysThatTheClockWasSetBack(String shift) throws Exception {
        Clock.require();
        trial.of("clock set back, " + shift, FaultedSurvey.NEW, survey -> {
            Answer behind = survey.night(Clock.shifted(shift));
            assertThat(behind.process().code()).as(behind.process().err()).isEqualTo(BAD_INPUT);
            assertThat(behind.process().err()).contains("this machine's clock says", "set it right");
        });
    }

    @Test
    @Order(5)
    void saysThatTheModelIsGone() throws Exception {
        java.nio.file.Path models = trial.survey().workspace().resolve("models");
        java.nio.file.Path away = directory.resolve("models-away");
        FaultPoint gone = new FaultPoint("", DriverKills.PASS, 1, "mv '" + models + "' '" + away + "'");
        trial.of("model deleted while scoring", FaultedSurvey.NEW, survey -> {
            for (Map<String, String> environment : List.of(trial.faulty(gone), Map.<String, String>of())) {
                Answer without = survey.night(environment);
                assertThat(without.process().code()).as(without.process().err()).isEqualTo(BAD_INPUT);
                assertThat(without.process().err()).contains("Cannot read model");
            }
            Files.move(away, models);
        });
    }

    Stream<Surroundings> surroundings() {
        return Surroundings.all(trial, directory).stream();
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    @Order(6)
    void survivesWhatHappensAroundIt(Surroundings around) throws Exception {
        trial.of(around.name(), around.again(), around.disturbance());
    }

    /** Of a later version, then of an earlier one. */
    @ParameterizedTest
    @ValueSource(strings = {"ADD COLUMN of_a_later_version STRING", "DROP COLUMN"})
    @Order(6)
    void takesTablesOfAnotherVersion(String change) throws Exception {
        boolean later = change.startsWith("ADD");
        trial.of("tables of " + (later ? "a later version" : "an earlier version"), 0, survey -> {
            for (String table : List.of("tensors.source_file", "evidences.p_tail", "scores.network_score")) {
                String[] name = table.split("\\.");
                trial.sql("ALTER TABLE galaxies.survey." + name[0] + " " + change + (later ? "" : " " + name[1]));
            }
            Answer night = survey.night(Map.of());
            assertThat(night.process().code()).as(night.process().err()).isZero();
            // what an earlier version did not measure is computed
            assertThat(night.computed())
                    .isEqualTo(later ? FaultedSurvey.NEW : FaultedSurvey.BEFORE + FaultedSurvey.NEW);
        });
    }

    /** Spark itself makes good for what is lost of a cluster; a master that dies leaves what runs alone. */
    @ParameterizedTest
    @ValueSource(strings = {"executor", "worker", "master"})
    @Order(7)
    void survivesAKillInTheCluster(String victim) throws Exception {
        try (Cluster cluster = Cluster.start(directory.resolve("cluster-" + victim))) {
            trial.of(victim + " killed", 0, survey -> {
                CompletableFuture<Answer> night = survey.started(cluster.url(), Map.of());
                Until.happened(night, () -> Until.holds(survey.workspace(), PASS_BEGUN));
                List<ProcessHandle> executors = cluster.executors("worker-1");
                assertThat(executors).as("at work").isNotEmpty();
                switch (victim) {
                    case "executor" -> executors.forEach(ProcessHandle::destroyForcibly);
                    case "worker" -> cluster.daemon("worker-1").destroyForcibly();
                    default -> cluster.daemon("master").destroyForcibly();
                }
                assertThat(night.get().process().code())
                        .as(night.get().process().err())
                        .isZero();
                assertThat(night.get().computed()).isEqualTo(FaultedSurvey.NEW);
            });
        }
    }

    /** One of three that keep two copies of everything, in the middle of the pass. */
    @Test
    @Order(8)
    void survivesTheLossOfADatanode() throws Exception {
        try (HadoopProcess hadoop = HadoopProcess.start(directory.resolve("hadoop"), 3, 0)) {
            FaultedSurvey onHdfs = new FaultedSurvey(directory.resolve("on-hdfs"), hadoop.hdfs() + "/survey");
            Map<String, String> environment = Map.of("HADOOP_CONF_DIR", hadoop.conf() + "");
            onHdfs.make(environment);
            Configuration client = new Configuration();
            client.addResource(new Path(hadoop.conf().resolve("hdfs-site.xml").toUri()));
            FileSystem files = new Path(onHdfs.home()).getFileSystem(client);
            trial.elsewhere(
                    onHdfs,
                    client,
                    "HDFS datanode lost",
                    survey -> {
                        CompletableFuture<Answer> night = survey.started("local[2]", environment);
                        Path passes = new Path(survey.home(), "passes");
                        Until.happened(night, () -> Until.holds(files, passes));
                        hadoop.say("kill-datanode 0");
                        assertThat(night.get().process().code())
                                .as(night.get().process().err())
                                .isZero();
                        assertThat(night.get().computed()).isEqualTo(FaultedSurvey.NEW);
                    },
                    () -> onHdfs.night(environment));
        }
    }
}
