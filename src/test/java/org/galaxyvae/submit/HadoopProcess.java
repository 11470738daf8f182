package org.galaxyvae.submit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real HDFS, with YARN if wanted, in a JVM of its own: {@code src/test/hadoop/HadoopCluster.java}. */
public final class HadoopProcess implements AutoCloseable {
    /** Ten seconds on a free machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final Process process;
    private final BufferedReader answers;
    private final Map<String, String> told = new HashMap<>();

    private HadoopProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it and waits until all of it works together.
     *
     * @param directory for configuration, data and logs
     * @param nodeManagers of YARN; 0: HDFS alone
     */
    public static HadoopProcess start(Path directory, int dataNodes, int nodeManagers) throws Exception {
        Files.createDirectories(directory);
        String jars = Objects.requireNonNull(System.getProperty("galaxyvae.hadoop"), "Cannot run: galaxyvae.hadoop");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        jars + "/*:" + Script.DISTRIBUTION.resolve("lib/spark/jars") + "/*",
                        Path.of("src/test/hadoop/HadoopCluster.java")
                                .toAbsolutePath()
                                .toString(),
                        directory.toString(),
                        "" + dataNodes,
                        "" + nodeManagers)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr").toFile());
        // YARN starts containers with it
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        HadoopProcess started = new HadoopProcess(directory, builder.start());
        try {
            for (String line = started.answer(); !line.equals("ready"); line = started.answer()) {
                String[] words = line.split(" ", 2);
                started.told.put(words[0], words[words.length - 1]);
            }
            return started;
        } catch (Exception | AssertionError e) {
            started.process.destroyForcibly();
            throw e;
        }
    }

    /** The file system's URI. */
    public String hdfs() {
        return Objects.requireNonNull(told.get("hdfs"));
    }

    /** What HADOOP_CONF_DIR should be. */
    public Path conf() {
        return directory.resolve("conf");
    }

    /** Where node managers keep the files and logs of containers. */
    Path containers() {
        return Path.of(Objects.requireNonNull(told.get("containers")));
    }

    /** Has it carry out a command, such as {@code kill-datanode 0}. */
    public void say(String command) throws Exception {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(command)
                .append('\n')
                .flush();
        String answer = answer();
        if (!answer.equals("ok")) {
            throw new AssertionError(command + ": " + answer);
        }
    }

    private String answer() throws Exception {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return answers.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            String answer = line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer != null) {
                return answer;
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("No answer from Hadoop: " + errors(), e);
        }
        throw new AssertionError("Hadoop ended: " + errors());
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("stderr"));
    }

    @Override
    public void close() throws Exception {
        process.outputWriter(StandardCharsets.UTF_8).append("stop\n").flush();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
