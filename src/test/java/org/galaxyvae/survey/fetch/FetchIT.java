package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchIT {
    @TempDir
    Path directory;

    @Test
    void fetchesWhateverTheServiceDoesInBetween() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        try (FetchServer server = new FetchServer((exchange, object, request) -> {
            if (request > 1 && object != 6) {
                FetchServer.send(exchange, 200, jpeg);
                return;
            }
            switch (object) {
                case 0 -> FetchServer.send(exchange, 500, new byte[] {1});
                case 1 -> FetchServer.send(exchange, 200, Arrays.copyOf(jpeg, jpeg.length / 2));
                case 2 -> FetchServer.send(exchange, 200, "<html>busy</html>".getBytes(StandardCharsets.UTF_8));
                case 3 -> exchange.close(); // without an answer
                case 4 -> {
                    exchange.sendResponseHeaders(200, jpeg.length); // and then less than that
                    exchange.getResponseBody().write(jpeg, 0, 100);
                    exchange.getResponseBody().flush();
                    exchange.close();
                }
                case 5 -> {
                    exchange.getResponseHeaders().set("Location", "/moved");
                    exchange.sendResponseHeaders(302, -1);
                }
                case 6 -> FetchServer.send(exchange, 404, new byte[] {1});
                default -> FetchServer.send(exchange, 200, jpeg);
            }
        })) {
            FetchSummary summary = fetch(FetchServer.targets(8), FetchServer.options(server.url(), 3));
            assertThat(summary.failures()).isEqualTo(Map.of("http_404", 1L));
            assertThat(summary.present()).isEqualTo(7);
            assertThat(summary.requests())
                    .isBetween(8 + 4L, 8 + 5L); // Java asks once more by itself where a kept connection ends
            assertThat(Files.readAllBytes(directory.resolve("out/images/id5.jpg")))
                    .isEqualTo(FetchServer.jpeg(77));
            assertThat(manifest().get(1)).matches("id0,ok,2,200," + jpeg.length + ",,http.*ra=0\\.0.*");
            assertThat(manifest().get(7)).startsWith("id6,http_404,1,404,0,the service answered 404,");
            assertThat(Files.readAllLines(directory.resolve("out/catalog.csv")))
                    .hasSize(8)
                    .startsWith(
                            "object_id,file,ra,dec,pixel_scale_arcsec,petro_radius_arcsec",
                            "id0,images/id0.jpg,0.0,0.5,0.400000,4.0");
            assertThat(server.requests.peek().userAgent()).startsWith("galaxy-vae/");
            assertThat(files()).noneMatch(file -> file.contains("_temporary"));

            int asked = server.requests.size();
            FetchSummary again = fetch(FetchServer.targets(8), FetchServer.options(server.url(), 3));
            assertThat(again.known()).isEqualTo(7);
            assertThat(server.requests).hasSize(asked + 1); // the one that is missing
        }
    }

    @Test
    void waitsAsLongAsTheServiceAsks() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        try (FetchServer server = new FetchServer((exchange, object, request) -> {
            if (object == 0 && request == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                FetchServer.send(exchange, 429, new byte[] {1});
            } else {
                FetchServer.send(exchange, 200, jpeg);
            }
        })) {
            assertThat(fetch(FetchServer.targets(5), FetchServer.options(server.url(), 1))
                            .failed())
                    .isZero();
            List<Long> times =
                    server.requests.stream().map(FetchServer.Request::nanos).toList();
            assertThat(times.get(1) - times.get(0)).isGreaterThan(999_000_000L);
        }
    }

    @Test
    void givesUpOnAnswersThatDoNotEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FetchServer server = new FetchServer((exchange, object, request) -> {
            exchange.sendResponseHeaders(200, 5000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            release.await();
        })) {
            FetchSummary summary =
                    fetch(FetchServer.targets(1), FetchServer.options(server.url(), 1, 1000, Duration.ofMillis(300)));
            release.countDown();
            assertThat(summary.failures()).isEqualTo(Map.of("timeout", 1L));
            assertThat(summary.requests()).isEqualTo(4);
        }
    }

    @Test
    void isAsPoliteAsItWasTold() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        try (FetchServer server =
                new FetchServer((exchange, object, request) -> FetchServer.send(exchange, 200, jpeg))) {
            fetch(FetchServer.targets(31), FetchServer.options(server.url(), 8, 25, Duration.ofSeconds(20)));
            List<Long> times = server.requests.stream()
                    .map(FetchServer.Request::nanos)
                    .sorted()
                    .toList();
            assertThat((times.get(30) - times.get(0)) / 1e9).isGreaterThan(30 / 25.0 * 0.95);
            for (int i = 0; i + 10 < times.size(); i++) { // no burst either
                assertThat((times.get(i + 10) - times.get(i)) / 1e9).isGreaterThan(10 / 25.0 * 0.7);
            }
        }
    }

    @Test
    void sendsAsManyRequestsAtATimeAsItWasTold() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (FetchServer server = new FetchServer((exchange, object, request) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.await(30, TimeUnit.SECONDS);
            now.decrementAndGet();
            FetchServer.send(exchange, 200, jpeg);
        })) {
            assertThat(fetch(FetchServer.targets(12), FetchServer.options(server.url(), 3))
                            .failed())
                    .isZero();
            assertThat(most).hasValue(3);
        }
    }

    @Test
    void stopsAskingAServiceThatIsDown() throws Exception {
        try (FetchServer server =
                new FetchServer((exchange, object, request) -> FetchServer.send(exchange, 503, new byte[] {1}))) {
            FetchSummary summary = fetch(FetchServer.targets(100), FetchServer.options(server.url(), 1));
            assertThat(summary.failures()).isEqualTo(Map.of("http_503", 40L, "not_tried", 60L));
            assertThat(server.requests).hasSize(40 * 4);
        }
    }

    @Test
    void aKilledDownloadLeavesNothingHalfAndIsGoneOnWith() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        CountDownLatch halfway = new CountDownLatch(2);
        CountDownLatch killed = new CountDownLatch(1);
        try (FetchServer server = new FetchServer((exchange, object, request) -> {
            if (object >= 10 && killed.getCount() > 0) {
                exchange.sendResponseHeaders(200, jpeg.length);
                exchange.getResponseBody().write(jpeg, 0, jpeg.length / 2);
                exchange.getResponseBody().flush();
                halfway.countDown();
                killed.await();
                return;
            }
            FetchServer.send(exchange, 200, jpeg);
        })) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FetchChild.class.getName(),
                            server.url(),
                            directory.resolve("out").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("child.log").toFile())
                    .start();
            assertThat(halfway.await(120, TimeUnit.SECONDS))
                    .as(child.info()::toString)
                    .isTrue();
            child.destroyForcibly().waitFor();
            killed.countDown();

            List<String> left =
                    files().stream().filter(file -> file.startsWith("images/")).toList();
            assertThat(left).hasSize(10);
            for (String file : left) {
                assertThat(Files.readAllBytes(directory.resolve("out").resolve(file)))
                        .isEqualTo(jpeg);
            }
            int before = server.requests.size();
            FetchSummary summary = fetch(FetchServer.targets(20), FetchServer.options(server.url(), 2));
            assertThat(summary.failed()).isZero();
            assertThat(summary.known()).isEqualTo(10);
            assertThat(server.requests.stream().skip(before).map(FetchServer.Request::object))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(10, 20).boxed().toList());
            assertThat(files()).filteredOn(file -> file.startsWith("images/")).hasSize(20);
            assertThat(files()).noneMatch(file -> file.contains("_temporary"));
        }
    }

    @Test
    void asksAgainWhereTheFileOrThePositionIsNoLongerTheSame() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        try (FetchServer server =
                new FetchServer((exchange, object, request) -> FetchServer.send(exchange, 200, jpeg))) {
            FetchOptions options = FetchServer.options(server.url(), 1);
            fetch(FetchServer.targets(4), options);
            Files.write(directory.resolve("out/images/id1.jpg"), Arrays.copyOf(jpeg, 50));
            Files.delete(directory.resolve("out/images/id2.jpg"));
            List<Target> moved = new ArrayList<>(FetchServer.targets(4));
            moved.set(3, new Target("id3", 33.0, 0.5, 4.0));
            assertThat(fetch(moved, options).known()).isEqualTo(1);
            assertThat(server.asked()).containsExactly(0, 1, 1, 2, 2, 3, 33);
        }
    }

    @Test
    void scalesFramesByTheRadiusAndSaysWhereItCannot() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        try (FetchServer server =
                new FetchServer((exchange, object, request) -> FetchServer.send(exchange, 200, jpeg))) {
            FetchOptions same = FetchServer.options(server.url(), 1);
            FetchOptions scaled = new FetchOptions(
                    same.survey(),
                    same.url(),
                    false,
                    64,
                    0.4,
                    8,
                    "l",
                    "g",
                    1,
                    1000,
                    1,
                    same.firstWait(),
                    same.timeout(),
                    same.timeout(),
                    1);
            List<Target> targets = List.of(
                    new Target("a/b", 1.0, 2.0, 4.0),
                    new Target("none", 1.0, 2.0, null),
                    new Target("lost", null, 2.0, 4.0));
            assertThat(fetch(targets, scaled).failures()).isEqualTo(Map.of("no_radius", 1L, "no_position", 1L));
            assertThat(server.requests)
                    .singleElement()
                    .satisfies(request -> assertThat(request.query())
                            .isEqualTo("ra=1.0000000&dec=2.0000000&scale=0.500000&width=64&height=64"));
            assertThat(Files.readAllLines(directory.resolve("out/catalog.csv")).get(1))
                    .isEqualTo("a/b,images/a%2Fb.jpg,1.0,2.0,0.500000,4.0");
            assertThatThrownBy(() -> fetch(targets, same))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("it was filled with other options (survey sdss, url http://127.0.0.1");
        }
    }

    @Test
    void touchesNoFolderOfSomethingElse() throws Exception {
        Files.createDirectories(directory.resolve("out"));
        Files.writeString(directory.resolve("out/thesis.tex"), "x");
        assertThatThrownBy(() -> fetch(FetchServer.targets(1), FetchServer.options("http://127.0.0.1:1/x", 1)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("it holds other files, expected an empty folder or an earlier download");
    }

    private FetchSummary fetch(List<Target> targets, FetchOptions options) throws Exception {
        return FetchStage.run(
                targets, options, directory.resolve("out").toString(), new Configuration(), Progress.silent());
    }

    private List<String> manifest() throws IOException {
        return Files.readAllLines(directory.resolve("out/fetch.csv"));
    }

    private List<String> files() throws IOException {
        Path out = directory.resolve("out");
        try (var paths = Files.walk(out)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> out.relativize(path).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
