package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An S3 server in a JVM of its own with one bucket in its memory; a server on folders is no object store when it deletes. */
final class S3Process implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Started ServerConnector.*\\{(127\\.0\\.0\\.1:\\d+)}");

    private final Process process;
    private final String address;
    private final String identity;
    private final String key;

    private S3Process(Process process, String address, String identity, String key) {
        this.process = process;
        this.address = address;
        this.identity = identity;
        this.key = key;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param home for its own settings, which have the key in them
     */
    static S3Process start(Path home, String bucket, String identity, String key) throws Exception {
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
                jclouds.provider=transient
                jclouds.identity=local
                jclouds.credential=local
                """.formatted(identity, key));
        String jars = Objects.requireNonNull(System.getProperty("galaxyvae.s3"), "Cannot run: galaxyvae.s3");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
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
            S3Process started = new S3Process(process, address.get(2, TimeUnit.MINUTES), identity, key);
            started.createBucket(bucket);
            return started;
        } catch (Exception | AssertionError e) {
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

    /** Hadoop's client makes none; signed in the way of version 2, which takes three lines. */
    private void createBucket(String bucket) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        byte[] signature =
                mac.doFinal(("PUT\n\n\n\nx-amz-date:" + date + "\n/" + bucket).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/" + bucket))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .header("x-amz-date", date)
                                .header(
                                        "Authorization",
                                        "AWS " + identity + ":"
                                                + Base64.getEncoder().encodeToString(signature))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Where it listens. */
    String address() {
        return address;
    }

    /** Writes the settings by which Hadoop's S3 client finds a server, without the key, for HADOOP_CONF_DIR. */
    static void configure(Path conf, String address) throws IOException {
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
