package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An S3 server in a JVM of its own, whose buckets are folders of a directory. */
final class S3Process implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Started ServerConnector.*\\{(127\\.0\\.0\\.1:\\d+)}");

    private final Process process;
    private final String address;

    private S3Process(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param home for its own settings, which have the key in them
     * @param buckets a folder a bucket
     */
    static S3Process start(Path home, Path buckets, String identity, String key) throws Exception {
        Files.createDirectories(home);
        Files.createDirectories(buckets);
        Files.writeString(home.resolve("logback.xml"), """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="console"/></root>
                </configuration>
                """);
        Files.writeString(home.resolve("s3proxy.conf"), """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.identity=local
                jclouds.credential=local
                jclouds.filesystem.basedir=%s
                """.formatted(identity, key, buckets));
        String jars = Objects.requireNonNull(System.getProperty("galaxyvae.s3"), "Cannot run: galaxyvae.s3");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
                        "-cp",
                        jars + "/server/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        home.resolve("s3proxy.conf").toString())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> drain(process, address), "s3 server's log");
        reader.setDaemon(true);
        reader.start();
        try {
            return new S3Process(process, address.get(2, TimeUnit.MINUTES));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Reads until the end, so that the server never waits for a reader. */
    private static void drain(Process process, CompletableFuture<String> address) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    address.complete(started.group(1));
                } else if (!address.isDone()) {
                    log.append(line).append('\n');
                }
            }
            address.completeExceptionally(new AssertionError("No S3 server: " + log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the settings by which Hadoop's S3 client finds it, without the key, for HADOOP_CONF_DIR. */
    void configure(Path conf) throws IOException {
        Files.createDirectories(conf);
        Files.writeString(conf.resolve("core-site.xml"), """
                <configuration>
                  <property><name>fs.s3a.endpoint</name><value>http://%s</value></property>
                  <property><name>fs.s3a.path.style.access</name><value>true</value></property>
                  <property><name>fs.s3a.connection.ssl.enabled</name><value>false</value></property>
                </configuration>
                """.formatted(address));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
