package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.galaxyvae.PublishedSurvey;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten clients of JDBC, some of them hostile, and one night after another: for two minutes, with {@code -Dsoak} for thirty, with
 * {@code -Dsoak=5} for five.
 */
@Tag("full")
class SoakIT extends SparkTest {
    private static final int READERS = 4;
    private static final int ASKING = 2;
    private static final int HOSTILE = 4;

    /** A run's id has room for so many nights. */
    private static final int NIGHTS = 80;

    /** What takes too much: of one task, of a result, of the server itself, of time. */
    private static final List<String> HOGS = List.of(
            "SELECT size(collect_list(repeat('x', 1000))) FROM range(3000000)",
            "SELECT repeat('x', 100000) FROM range(100000)",
            "SELECT id FROM range(100000000)",
            "SELECT length(array_join(sequence(1, 60000000), ','))");

    /** Of time, until its client leaves: who stays keeps the cores as long as a statement may take. */
    private static final String LONG =
            "SELECT count(*) FROM range(0, 100000000000, 1, 4) WHERE sha2(CAST(id AS STRING), 512) = 'x'";

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    @Test
    void everybodyIsAnsweredWhateverSomeOfThemAsk() throws Exception {
        Duration length = length();
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        Map<String, String> environment = Map.of(
                "GALAXY_VAE_SUBMIT_OPTIONS",
                "--driver-memory 2g --conf spark.sql.shuffle.partitions=2 --conf spark.sql.thriftServer.queryTimeout=120s");
        ExecutorService clients = Executors.newCachedThreadPool();
        try (ServedProcess server = new ServedProcess(directory, environment)) {
            String url = server.start(directory.resolve("workspace"));
            ServedNights nights = new ServedNights(url, directory.resolve("workspace/published"));
            Instant end = Instant.now().plus(length);
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                running.add(CompletableFuture.runAsync(() -> read(nights), clients));
            }
            for (int i = 0; i < ASKING; i++) {
                running.add(CompletableFuture.runAsync(() -> ask(url, end), clients));
            }
            for (int i = 0; i < HOSTILE; i++) {
                Random chance = new Random(i);
                running.add(CompletableFuture.runAsync(() -> attack(url, end, chance), clients));
            }
            int night = 1;
            while (Instant.now().isBefore(end) && night < NIGHTS) {
                nights.publishing.set(true);
                survey.publish(++night);
                nights.publishing.set(false);
                Instant next = Instant.now().plus(length.dividedBy(NIGHTS));
                while (Instant.now().isBefore(next) && Instant.now().isBefore(end)) {
                    Thread.sleep(50); // nights come by the clock
                }
            }
            running.subList(READERS, running.size()).forEach(CompletableFuture::join);
            nights.done.set(true);
            running.forEach(CompletableFuture::join);
            System.out.printf(
                    "soak of %d s: nights %d, statements answered %d, refused %d, not answered %d, torn %d, server restarts %d%n",
                    length.toSeconds(),
                    night,
                    answered.get() + nights.reads(),
                    refused.get(),
                    unanswered.size(),
                    nights.torn.size(),
                    server.restarts());
            assertThat(nights.torn).isEmpty();
            assertThat(unanswered).isEmpty();
            assertThat(server.restarts()).isZero();
            assertThat(night).isGreaterThan(3);
            assertThat(refused).hasValueGreaterThan(10);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Duration length() {
        String minutes = System.getProperty("soak");
        return minutes == null
                ? Duration.ofMinutes(2)
                : minutes.matches("\\d+") ? Duration.ofMinutes(Integer.parseInt(minutes)) : Duration.ofMinutes(30);
    }

    private static void read(ServedNights nights) {
        try {
            nights.read();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks what the documents say, each time by a connection of its own. */
    private void ask(String url, Instant end) {
        try {
            List<String> documented = List.copyOf(DocumentedQueries.all().values());
            for (int i = 0; Instant.now().isBefore(end); i++) {
                String query = documented.get(i % documented.size());
                try (Connection connection = DriverManager.getConnection(url)) {
                    fetch(connection, query);
                    answered.incrementAndGet();
                } catch (SQLException e) {
                    unanswered.add(e + ": " + query);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tries the ways out and takes too much; some clients are gone in the middle. */
    private void attack(String url, Instant end, Random chance) {
        List<String> ways = ways();
        while (Instant.now().isBefore(end)) {
            int kind = chance.nextInt(40);
            List<String> from = kind == 0 ? List.of(LONG) : kind < 3 ? HOGS : ways;
            String statement = from.get(chance.nextInt(from.size()));
            try (Connection connection = DriverManager.getConnection(url)) {
                if (kind == 0 || kind == 1) {
                    new Thread(() -> leave(connection)).start();
                }
                fetch(connection, statement);
                answered.incrementAndGet();
            } catch (SQLException e) {
                refused.incrementAndGet();
            }
        }
    }

    private static void leave(Connection connection) {
        try {
            Thread.sleep(1000); // in the middle of the statement, or of what comes of it
            connection.close();
        } catch (SQLException | InterruptedException e) {
            // it had ended
        }
    }

    private static void fetch(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(query)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
    }

    private List<String> ways() {
        Path nothing = directory.resolve("nothing");
        try (var list =
                Objects.requireNonNull(SoakIT.class.getResourceAsStream("/org/galaxyvae/show/sql/ways-out.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("refused\t") || line.startsWith("answered\t"))
                    .map(line -> line.substring(line.indexOf('\t') + 1)
                            .replace("{file}", nothing.toString())
                            .replace("{other}", nothing.toString())
                            .replace("{property}", "user.home"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
