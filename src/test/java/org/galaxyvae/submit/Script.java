package org.galaxyvae.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs the real scripts of the built distribution, each for a bounded time. */
public final class Script {
    /** The distribution that the build has laid out. */
    public static final Path DISTRIBUTION = Path.of(
            Objects.requireNonNull(System.getProperty("galaxyvae.distribution"), "Cannot run: galaxyvae.distribution"));

    /** For JVMs that live for seconds: their last compiler takes more time than it saves. */
    static final Map<String, String> SHORT_LIVED = Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    /** Seconds on a free machine; a busy one took more than three minutes for a training on YARN. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Script() {}

    /** What a process left behind. */
    public record Result(int code, String out, String err, Duration time) {}

    /** The launcher of the distribution. */
    public static String launcher() {
        return DISTRIBUTION.resolve("submit/galaxy-vae").toString();
    }

    /** Runs a command in a directory, in an environment that knows of no Spark but what is given. */
    static Result run(Path directory, Map<String, String> environment, String... command) throws Exception {
        return run(PATIENCE, directory, environment, command);
    }

    /** The same with another bound on its time. */
    public static Result run(Duration patience, Path directory, Map<String, String> environment, String... command)
            throws Exception {
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("SPARK_") || name.startsWith("GALAXY_VAE_") || name.equals("OMP_NUM_THREADS"));
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        "No end within " + patience + ": " + String.join(" ", command) + "\n" + Files.readString(err));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out),
                    Files.readString(err),
                    Duration.ofNanos(System.nanoTime() - started));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** A jar that holds {@link SparkProbe} alone. */
    static Path probeJar(Path directory) throws IOException {
        return jar(directory.resolve("probe.jar"), SparkProbe.class);
    }

    /** A jar that holds these classes of ours alone. */
    public static Path jar(Path jar, Class<?>... classes) throws IOException {
        try (var stream = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> one : classes) {
                String name = one.getName().replace('.', '/') + ".class";
                try (var bytes = Objects.requireNonNull(one.getClassLoader().getResourceAsStream(name))) {
                    stream.putNextEntry(new java.util.zip.ZipEntry(name));
                    bytes.transferTo(stream);
                    stream.closeEntry();
                }
            }
        }
        return jar;
    }

    /** The environment in which the launcher runs {@link SparkProbe} in the place of our own main class. */
    static Map<String, String> probing(Path jar) {
        Map<String, String> environment = new HashMap<>(SHORT_LIVED);
        environment.put(
                "GALAXY_VAE_SUBMIT_OPTIONS",
                "--class " + SparkProbe.class.getName() + " --driver-class-path '" + jar
                        + "' --conf 'spark.executor.extraClassPath=" + jar + "'");
        return environment;
    }

    /** Copies the distribution by hard links: same scripts, same jars, another path, in no time. */
    static void link(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var walk = Files.walk(from)) {
            walk.forEach(files::add);
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.createLink(target, file);
            }
        }
    }

    /** Removes a tree. */
    public static void delete(Path root) {
        try (var walk = Files.walk(root)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
