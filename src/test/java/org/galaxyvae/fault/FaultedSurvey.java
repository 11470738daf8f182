package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.galaxyvae.submit.Script;

/**
 * A survey whose first night is published and whose second has images waiting. It is made once and put back before each fault,
 * always at the same path, since tables name their files by absolute paths.
 *
 * @param directory for its images; empty or not there at first
 * @param home URI or path of its workspace
 */
record FaultedSurvey(Path directory, String home) {
    static final int BEFORE = 240;
    static final int NEW = 20;

    /** Also on a machine that does much else: a slow night is no fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Less work of the compiler, of Spark and of the night: what a fault hits is the order of changes, not their size. */
    private static final String JAVA =
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private static final String SPARK = "--driver-memory 1g --conf spark.sql.shuffle.partitions=2"
            + " --conf spark.default.parallelism=2 --conf spark.sql.codegen.wholeStage=false --conf spark.sql.adaptive.enabled=false"
            // a file of scored rows is a file of evidences: enough of them to be joined behind each night
            + " --conf spark.sql.files.openCostInBytes=134217728";

    private static final List<String> MODEL = List.of(
            "vae.widths=[8, 16]",
            "vae.latent=4",
            "train.images=256",
            "train.batch_size=16",
            "train.validations=1",
            "score.batch_size=16",
            "score.draws=1");

    /** So little training says nothing about anomalies, and of so few objects every new one moves a distribution. */
    private static final List<String> NIGHT = List.of(
            "audit.max_psi=100",
            "audit.max_ks=1",
            "audit.min_top_overlap=0",
            "audit.planted_objects=0",
            "explain.objects=3",
            "retention.nights=1");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one command said. */
    record Answer(Script.Result process) {
        /** The night's summary. */
        JsonNode summary() throws IOException {
            List<String> lines = process.out().lines().toList();
            return JSON.readTree(lines.get(lines.size() - 1));
        }

        /** Those scored anew. */
        long computed() throws IOException {
            return summary().path("score").path("computed").asLong(-1);
        }
    }

    /** A survey whose workspace is on the local disk too. */
    static FaultedSurvey local(Path directory) {
        return new FaultedSurvey(directory, directory.resolve("workspace").toString());
    }

    /** Where its workspace is, if on the local disk. */
    Path workspace() {
        return Path.of(home);
    }

    /**
     * Simulates, ingests, trains, runs the first night, and delivers the images of the second.
     *
     * @param environment of the commands
     */
    void make(Map<String, String> environment) throws Exception {
        Files.createDirectories(directory);
        Path images = directory.resolve("survey/images");
        run(environment, "simulate", "--count", "" + (BEFORE + NEW), "--size", "64", "--out", local("survey"));
        Path incoming = Files.createDirectories(directory.resolve("incoming"));
        Path held = Files.createDirectories(directory.resolve("held"));
        for (Path image : list(images).subList(0, NEW)) {
            Files.move(image, held.resolve(image.getFileName()));
        }
        run(environment, "ingest", with(MODEL, "--workspace", home, "--images", local("survey/images")));
        run(environment, "train", with(MODEL, "--workspace", home));
        assertThat(night(environment).process().code()).isZero();
        for (Path image : list(held)) {
            Files.move(image, incoming.resolve(image.getFileName()));
        }
    }

    /** Keeps the workspace as it is now, on the local disk, for {@link #restore}. */
    void keep() throws Exception {
        copy(home, directory.resolve("first-night") + "");
    }

    /** The workspace as it was before the second night. */
    void restore() throws Exception {
        Files.createDirectories(workspace());
        try (Stream<Path> old = Files.list(workspace())) { // the folder itself may be a disk
            old.toList().forEach(Script::delete);
        }
        copy(directory.resolve("first-night") + "/.", workspace() + "");
    }

    private static void copy(String from, String to) throws Exception {
        Process process = new ProcessBuilder("cp", "-a", from, to).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    /** A night, as the crontab runs it. */
    Answer night(Map<String, String> environment, String... more) throws Exception {
        return night("local[2]", environment, more);
    }

    /** The same on a cluster. */
    Answer night(String master, Map<String, String> environment, String... more) throws Exception {
        return new Answer(Script.run(PATIENCE, directory, environment(environment), nightly(master, more)));
    }

    /** A night on another host that has this one's name and files: with a network and process ids of its own. Needs root. */
    Answer nightOnAnotherHost() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--net",
                "--pid",
                "--fork",
                "--mount-proc",
                "sh",
                "-c",
                "ip link set lo up && exec \"$@\"",
                "sh"));
        command.addAll(List.of(nightly("local[2]")));
        return new Answer(Script.run(PATIENCE, directory, environment(Map.of()), command.toArray(String[]::new)));
    }

    /** Another command of the launcher in this workspace. */
    Script.Result command(Map<String, String> environment, String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Script.launcher(), name, "--workspace", home));
        command.addAll(List.of(arguments));
        return Script.run(PATIENCE, directory, environment(environment), command.toArray(String[]::new));
    }

    /** A copy of the workspace as it is now, with the same images waiting. */
    FaultedSurvey copied(String name) throws Exception {
        copy(home, directory.resolve(name) + "");
        return new FaultedSurvey(directory, directory.resolve(name) + "");
    }

    /** A night in the background. */
    CompletableFuture<Answer> started(String master, Map<String, String> environment, String... more) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return night(master, environment, more);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String[] nightly(String master, String... more) {
        List<String> command = new ArrayList<>(
                List.of(Script.launcher(), "nightly", "--master", master, "--workspace", home, "--json"));
        List<String> settings = new ArrayList<>(NIGHT);
        settings.add("nightly.images=[" + local("incoming") + "]");
        command.addAll(List.of(with(settings, more)));
        return command.toArray(String[]::new);
    }

    private void run(Map<String, String> environment, String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(Script.launcher(), command, "--master", "local[2]"));
        all.addAll(List.of(arguments));
        Script.Result result = Script.run(PATIENCE, directory, environment(environment), all.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static String[] with(List<String> settings, String... arguments) {
        Stream<String> set = Stream.concat(Stream.of("ingest.image_size=32"), settings.stream());
        return Stream.concat(set.flatMap(one -> Stream.of("--set", one)), Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** Options of spark-submit add up, anything else is replaced. */
    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.merge("GALAXY_VAE_SUBMIT_OPTIONS", SPARK, (theirs, ours) -> ours + " " + theirs);
        all.putIfAbsent("JDK_JAVA_OPTIONS", JAVA);
        return all;
    }

    /** A URI of the local disk, whatever the default file system is. */
    private String local(String path) {
        return directory.resolve(path).toUri().toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
