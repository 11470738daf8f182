package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.galaxyvae.base.table.EndedProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole mission by the real launcher on a real HDFS, its executors in containers of a real YARN. */
@Tag("full")
final class YarnHdfsIT {
    private static final int COUNT = 200;
    private static final int NEW = 8;

    @TempDir
    static Path directory;

    private static HadoopProcess hadoop;
    private static FileSystem files;

    @BeforeAll
    static void start() throws Exception {
        hadoop = HadoopProcess.start(directory.resolve("hadoop"), 2, 1);
        Configuration conf = new Configuration();
        conf.setInt("dfs.replication", 1);
        files = FileSystem.newInstance(URI.create(hadoop.hdfs()), conf);
        putJars();
        Files.writeString(directory.resolve("yarn.conf"), small());
    }

    @AfterAll
    static void stop() throws Exception {
        if (files != null) { // else the start failed, and tells more than this would
            files.close();
            hadoop.close();
        }
    }

    @Test
    void bringsASurveyFromImagesToAPublishedNight() throws Exception {
        String workspace = hadoop.hdfs() + "/surveys/a survey";
        galaxyVae("simulate", "--count", "" + COUNT, "--size", "128", "--out", hadoop.hdfs() + "/sim");
        holdBack(NEW);
        galaxyVae(
                "ingest",
                "--workspace",
                workspace,
                "--images",
                hadoop.hdfs() + "/sim/images",
                "--catalog",
                hadoop.hdfs() + "/sim/catalog.csv",
                "--set",
                "ingest.image_size=32");
        galaxyVae(
                "train",
                "--workspace",
                workspace,
                "--set",
                "ingest.image_size=32",
                "--set",
                "vae.widths=[16, 32]",
                "--set",
                "vae.latent=8",
                "--set",
                "train.images=512",
                "--set",
                "train.batch_size=16",
                "--set",
                "train.validations=1",
                "--set",
                "score.batch_size=16",
                "--set",
                "score.draws=1");
        galaxyVae("score", "--workspace", workspace);
        String scored = current(workspace);
        assertThat(parquet(workspace, scored)).isNotEmpty();

        deliver();
        leaveALockOfAProcessThatIsGone(workspace);
        Script.Result night = galaxyVae(
                "nightly",
                "--workspace",
                workspace,
                "--json",
                "--set",
                "nightly.images=[\"" + hadoop.hdfs() + "/incoming\"]",
                "--set",
                "ingest.image_size=32",
                // so few objects and so little training: neither is what this test is about
                "--set",
                "audit.max_psi=100",
                "--set",
                "audit.max_ks=1",
                "--set",
                "audit.min_planted_recall=0");
        assertThat(night.err()).contains("Taking over the lock of a process that is gone");
        assertThat(night.out()).contains("\"published\":true");

        assertThat(current(workspace)).isNotEqualTo(scored);
        assertThat(parquet(workspace, current(workspace))).isNotEmpty();
        assertThat(names(workspace)).doesNotContain("_lock", "staging");
        assertThat(names(workspace + "/published")).doesNotContain("NEXT").noneMatch(name -> name.endsWith(".new"));
        Script.Result rows = galaxyVae(
                "sql",
                "--workspace",
                workspace,
                "--format",
                "csv",
                "-e",
                "SELECT count(*) AS n, count(DISTINCT run_id) AS runs, max(run_id) AS run FROM scores");
        assertThat(rows.out().lines().skip(1)).containsExactly(COUNT + ",1," + current(workspace));
        assertThat(executors())
                .as("containers that ran tasks: one of each command but sql's")
                .isGreaterThanOrEqualTo(5);
        standsAloneWhereverItIsMovedTo(workspace);
    }

    /** Renamed on HDFS, then taken to a local disk while HDFS keeps nothing of it. */
    private static void standsAloneWhereverItIsMovedTo(String workspace) throws Exception {
        org.apache.hadoop.fs.Path moved = new org.apache.hadoop.fs.Path(hadoop.hdfs() + "/archive/dr17");
        files.mkdirs(moved.getParent());
        assertThat(files.rename(new org.apache.hadoop.fs.Path(workspace), moved))
                .isTrue();
        adoptAndCount(workspace, moved.toString());
        String local = directory.resolve("taken home").toString();
        files.copyToLocalFile(moved, new org.apache.hadoop.fs.Path(local));
        files.delete(moved, true);
        adoptAndCount(moved.toString(), new org.apache.hadoop.fs.Path("file:" + local).toString());
    }

    private static void adoptAndCount(String from, String to) throws Exception {
        String[] count = {"sql", "--workspace", to, "--format", "csv", "-e", "SELECT count(*) AS n FROM scores"};
        Script.Result refused = launch("local[2]", count);
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("workspace " + to + ": it was made in " + from + " and");
        Script.Result adopted = launch("local[2]", "adopt", "--workspace", to);
        assertThat(adopted.code()).as(adopted.err()).isZero();
        Script.Result rows = launch("local[2]", count);
        assertThat(rows.code()).as(rows.err()).isZero();
        assertThat(rows.out().lines()).containsExactly("n", "" + COUNT);
    }

    /** What the documentation tells a site to do once: afterwards no command uploads 450 MB. */
    private static void putJars() throws IOException {
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("/apps/galaxy-vae");
        for (String lib : List.of("lib", "lib/spark/jars")) {
            try (Stream<Path> jars = Files.list(Script.DISTRIBUTION.resolve(lib))) {
                for (Path jar :
                        jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    files.copyFromLocalFile(
                            new org.apache.hadoop.fs.Path(jar.toUri()),
                            new org.apache.hadoop.fs.Path(
                                    folder, jar.getFileName().toString()));
                }
            }
        }
    }

    /** conf/spark-yarn.conf with less memory: containers of 2 GB, so that a developer's machine has room for all. */
    private static String small() throws IOException {
        return Files.readString(Script.DISTRIBUTION.resolve("conf/spark-yarn.conf"))
                        .replace("maxbytes=2g", "maxbytes=1g")
                        // commands of seconds: the second compiler would cost more than it gains
                        .replace("maxphysicalbytes=5g", "maxphysicalbytes=2g -XX:TieredStopAtLevel=1")
                + "\nspark.driver.memory 1g\nspark.executor.instances 1\nspark.executor.cores 2\n"
                + "spark.executor.memory 1g\nspark.executor.memoryOverhead 1g\nspark.ui.enabled false\n";
    }

    private static void holdBack(int count) throws IOException {
        org.apache.hadoop.fs.Path held = new org.apache.hadoop.fs.Path("/held");
        files.mkdirs(held);
        FileStatus[] images = files.listStatus(new org.apache.hadoop.fs.Path("/sim/images"));
        assertThat(images).hasSize(COUNT);
        for (int i = 0; i < count; i++) {
            assertThat(files.rename(images[i].getPath(), held)).isTrue();
        }
    }

    private static void deliver() throws IOException {
        assertThat(files.rename(new org.apache.hadoop.fs.Path("/held"), new org.apache.hadoop.fs.Path("/incoming")))
                .isTrue();
    }

    private static void leaveALockOfAProcessThatIsGone(String workspace) throws Exception {
        try (var lock = files.create(new org.apache.hadoop.fs.Path(workspace, "_lock"))) {
            lock.write(EndedProcess.lockLine("nightly").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String current(String workspace) throws IOException {
        try (var stream = files.open(new org.apache.hadoop.fs.Path(workspace, "published/CURRENT"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static List<String> parquet(String workspace, String run) throws IOException {
        List<String> found = new ArrayList<>(names(workspace + "/published/" + run + "/scores"));
        assertThat(found).contains("_SUCCESS");
        found.removeIf(name -> !name.endsWith(".parquet"));
        return found;
    }

    private static List<String> names(String folder) throws IOException {
        return Stream.of(files.listStatus(new org.apache.hadoop.fs.Path(folder)))
                .map(status -> status.getPath().getName())
                .toList();
    }

    /** Containers that ran tasks, as their logs say. */
    private static long executors() {
        try (Stream<Path> logs = Files.walk(hadoop.containers())) {
            List<Path> errors = logs.filter(file -> file.endsWith("stderr")).toList();
            return errors.stream()
                    .filter(file -> read(file).contains("Running task"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script.Result galaxyVae(String... arguments) throws Exception {
        Script.Result result = launch("yarn", arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static Script.Result launch(String master, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = Script.launcher();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--master";
        command[arguments.length + 2] = master;
        return Script.run(
                directory,
                Map.of(
                        "HADOOP_CONF_DIR",
                        hadoop.conf().toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "GALAXY_VAE_SPARK_CONF",
                        directory.resolve("yarn.conf").toString(),
                        "GALAXY_VAE_YARN_JARS",
                        hadoop.hdfs() + "/apps/galaxy-vae"),
                command);
    }
}
