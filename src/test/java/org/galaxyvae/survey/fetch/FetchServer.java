package org.galaxyvae.survey.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.galaxyvae.pixel.maths.CounterRandom;

/** A cutout service on this machine that does what a test tells it; object n has right ascension n. */
final class FetchServer implements AutoCloseable {
    static final int SIZE = 64;

    /** What to do with the n-th request (from 1) for an object. */
    interface Behavior {
        void answer(HttpExchange exchange, int object, int request) throws Exception;
    }

    /** One request, when it came. */
    record Request(int object, long nanos, String query, String userAgent) {}

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FetchServer(Behavior behavior) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/cutout", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            int object = (int) Math.round(Double.parseDouble(query.replaceAll(".*ra=([0-9.]+).*", "$1")));
            requests.add(new Request(
                    object,
                    System.nanoTime(),
                    query,
                    exchange.getRequestHeaders().getFirst("User-Agent")));
            int request =
                    counts.computeIfAbsent(object, key -> new AtomicInteger()).incrementAndGet();
            try (exchange) {
                behavior.answer(exchange, object, request);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        server.createContext("/moved", exchange -> {
            try (exchange) {
                send(exchange, 200, jpeg(77));
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/cutout";
    }

    List<Integer> asked() {
        return requests.stream().map(Request::object).sorted().toList();
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static List<Target> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Target("id" + i, (double) i, 0.5, 4.0))
                .toList();
    }

    /** Fast retries; no politeness unless a test asks for it. */
    static FetchOptions options(String url, int parallel) {
        return options(url, parallel, 1000, Duration.ofSeconds(20));
    }

    static FetchOptions options(String url, int parallel, double requestsPerS, Duration timeout) {
        return new FetchOptions(
                Survey.SDSS,
                url,
                false,
                SIZE,
                0.4,
                0,
                "ls-dr10",
                "grz",
                parallel,
                requestsPerS,
                4,
                Duration.ofMillis(1),
                timeout,
                timeout,
                1);
    }

    /** A round galaxy on noise. */
    static byte[] jpeg(long seed) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        CounterRandom random = CounterRandom.of(seed, "picture", 0, "");
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double light = 220 * Math.exp(-((x - 32) * (x - 32) + (y - 32) * (y - 32)) / 120.0);
                int red = (int) Math.min(255, light + 20 * random.nextDouble());
                int blue = (int) Math.min(255, 0.6 * light + 20 * random.nextDouble());
                int green = (red + blue) / 2;
                image.setRGB(x, y, (red << 16) | (green << 8) | blue);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
