package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.galaxyvae.fault.FaultTrial.Disturbance;
import org.galaxyvae.fault.FaultedSurvey.Answer;
import org.galaxyvae.submit.Script;

/**
 * What happens around a night: signals, no room, no memory, another host, a copy of its workspace.
 *
 * @param name for people
 * @param again how many objects the repeated night may compute at most
 */
record Surroundings(String name, int again, Disturbance disturbance) {
    private static final int KILLED = 137;
    private static final int BAD_INPUT = 3;
    private static final List<Integer> SIGNALLED = List.of(130, 143);
    private static final String SCORES_PUBLISHED = "create .*/published/[^/]+/scores/.*\\.parquet$";

    static List<Surroundings> all(FaultTrial trial, Path directory) {
        return List.of(
                new Surroundings("no room for temporary files", FaultedSurvey.NEW, survey -> noRoom(survey, directory)),
                new Surroundings("no memory", FaultedSurvey.NEW, Surroundings::noMemory),
                new Surroundings("another host of the same name", 0, survey -> sameName(survey, trial, directory)),
                new Surroundings("a copy goes its own way", FaultedSurvey.NEW, survey -> copied(survey, trial)),
                signal(trial, "TERM", "in ingest", "create .*/staging/[^/]+/verdicts/.*\\.parquet$", FaultedSurvey.NEW),
                signal(
                        trial,
                        "INT",
                        "in ingest, between its commits",
                        DriverKills.commit("morphology"),
                        FaultedSurvey.NEW),
                signal(trial, "TERM", "in the pass over pixels", DriverKills.PASS, FaultedSurvey.NEW),
                signal(trial, "INT", "in the audit", DriverKills.commit("audits"), 0),
                signal(trial, "TERM", "in the published Parquet", SCORES_PUBLISHED, 0),
                signal(trial, "INT", "right before CURRENT", "rename .*/published/CURRENT$", 0),
                signal(trial, "TERM", "in the report", "create .*/nights/[^/]+/\\.report\\.json\\.new$", 0));
    }

    /** As from a terminal, a scheduler or a machine that shuts down: the process may still do something. */
    private static Surroundings signal(FaultTrial trial, String signal, String where, String at, int again) {
        FaultPoint point = new FaultPoint("", at, 1, "kill -" + signal + " $PPID");
        return new Surroundings("SIG" + signal + " " + where, again, survey -> {
            Answer ended = survey.night(trial.faulty(point));
            assertThat(ended.process().code()).as(ended.process().err()).isIn(SIGNALLED);
        });
    }

    private static void noRoom(FaultedSurvey survey, Path directory) throws Exception {
        Path temporary = directory.resolve("temporary");
        try (SmallDisk disk = SmallDisk.mount(temporary)) {
            assertThat(new ProcessBuilder("sh", "-c", disk.fill()).start().waitFor())
                    .isZero();
            Answer full = survey.night(Map.of(
                    "JAVA_TOOL_OPTIONS",
                    "-Djava.io.tmpdir=" + temporary,
                    "GALAXY_VAE_SUBMIT_OPTIONS",
                    "--conf spark.local.dir=" + temporary));
            assertThat(full.process().code()).as(full.process().err()).isEqualTo(BAD_INPUT);
            assertThat(full.process().err()).containsIgnoringCase("temporary").doesNotContain("\tat ");
        }
    }

    private static void noMemory(FaultedSurvey survey) throws Exception {
        for (String hog : List.of(
                "SELECT size(collect_list(repeat('x', 1000))) FROM range(3000000)", // in a task
                "SELECT length(array_join(sequence(1, 90000000), ','))")) { // in the driver
            Script.Result result = survey.command(Map.of(), "sql", "-e", hog);
            assertThat(result.code()).as(result.err()).isEqualTo(BAD_INPUT);
            assertThat(result.err()).contains("out of memory").doesNotContain("\tat ");
        }
    }

    private static void sameName(FaultedSurvey survey, FaultTrial trial, Path directory) throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "--net", "--pid", "--fork", "--mount-proc", "true")
                                .start()
                                .waitFor()
                        == 0,
                "another host cannot be made: expected to run as root");
        Path go = directory.resolve("go-on");
        Path held = directory.resolve("held-for-the-other-host");
        FaultPoint hold = new FaultPoint(
                "",
                DriverKills.commit("audits"),
                1,
                "touch '" + held + "'; until [ -e '" + go + "' ]; do sleep 0.1; done");
        CompletableFuture<Answer> first = survey.started("local[2]", trial.faulty(hold));
        Until.happened(first, () -> Files.exists(held));
        Answer refused = survey.nightOnAnotherHost();
        Files.createFile(go);
        assertThat(refused.process().code()).as(refused.process().err()).isEqualTo(BAD_INPUT);
        assertThat(refused.process().err()).contains("locked by");
        assertThat(first.get().process().code()).as(first.get().process().err()).isZero();
    }

    /** The adoption is killed once; the original is not touched by anything. */
    private static void copied(FaultedSurvey survey, FaultTrial trial) throws Exception {
        Map<String, Long> before = contents(survey.workspace());
        FaultedSurvey copy = survey.copied("a copy");
        Answer refused = copy.night(Map.of());
        assertThat(refused.process().code()).as(refused.process().err()).isEqualTo(BAD_INPUT);
        assertThat(refused.process().err())
                .contains("it was made in", survey.workspace().toString(), copy.home(), "galaxy-vae adopt");
        FaultPoint kill = new FaultPoint("", DriverKills.commit("scores"), 1, FaultPoint.KILL);
        assertThat(copy.command(trial.faulty(kill), "adopt").code()).isEqualTo(KILLED);
        assertThat(copy.night(Map.of()).process().code()).isEqualTo(BAD_INPUT);
        Script.Result adopted = copy.command(Map.of(), "adopt");
        assertThat(adopted.code()).as(adopted.err()).isZero();
        Answer night = copy.night(Map.of());
        assertThat(night.process().code()).as(night.process().err()).isZero();
        assertThat(night.computed()).isEqualTo(FaultedSurvey.NEW);
        assertThat(contents(survey.workspace())).isEqualTo(before);
        Script.delete(Path.of(copy.home()));
    }

    /** By file a hash of its bytes. */
    private static Map<String, Long> contents(Path folder) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString(), FileUtils.checksumCRC32(file.toFile()));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return name;
    }
}
