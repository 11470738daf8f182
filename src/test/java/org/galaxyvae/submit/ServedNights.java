package org.galaxyvae.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.galaxyvae.PublishedSurvey;

/** Asks the same of a survey in many ways, again and again, and keeps what is not an answer about one whole night. */
final class ServedNights {
    private static final String OF_ONE_NIGHT =
            "SELECT count(*), count(l.z), count(DISTINCT s.run_id), min(s.run_id), min(l.z[0]), max(l.z[0]) FROM ";

    /** Each answers: rows, rows with latents, runs, the run, the least and the greatest night that latents know. */
    private static final List<String> WAYS = List.of(
            OF_ONE_NIGHT + "scores s LEFT JOIN latents l USING (model_id, run_id, object_id)",
            // latents named first: scores might be of a night that these latents do not know yet
            OF_ONE_NIGHT + "latents l RIGHT JOIN scores s USING (model_id, run_id, object_id)",
            OF_ONE_NIGHT
                    + "(SELECT * FROM latents) l JOIN (SELECT * FROM scores) s USING (model_id, run_id, object_id)",
            "SELECT count(*), count(z), count(DISTINCT run_id), min(run_id), min(z[0]), max(z[0]) FROM latest",
            // scores named twice
            OF_ONE_NIGHT + "latest l JOIN latest_scores s ON s.object_id = l.object_id AND s.rank = l.rank");

    private final String url;
    private final Path published;

    /** Set while a night is being published. */
    final AtomicBoolean publishing = new AtomicBoolean();

    /** Set when there is nothing more to come. */
    final AtomicBoolean done = new AtomicBoolean();

    final AtomicInteger byServer = new AtomicInteger();
    final AtomicInteger byDuck = new AtomicInteger();
    final AtomicInteger duringPublishes = new AtomicInteger();
    final Queue<String> torn = new ConcurrentLinkedQueue<>();

    /**
     * Nothing is read yet.
     *
     * @param url of the server
     * @param published the folder with CURRENT
     */
    ServedNights(String url, Path published) {
        this.url = url;
        this.published = published;
    }

    /** Reads until it is done, and each way once more; several threads may do so. */
    void read() throws IOException, SQLException {
        String newest = "";
        try (Connection server = DriverManager.getConnection(url);
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            boolean last;
            do {
                last = done.get();
                for (String way : WAYS) {
                    newest = read(server, way, newest);
                    byServer.incrementAndGet();
                }
                read(duck, plainParquet(), "");
                byDuck.incrementAndGet();
            } while (!last);
        }
    }

    /** How many reads there were. */
    int reads() {
        return byServer.get() + byDuck.get();
    }

    private String read(Connection connection, String query, String newest) throws SQLException {
        boolean during = publishing.get();
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            duringPublishes.addAndGet(during || publishing.get() ? 1 : 0);
            long rows = answer.getLong(1);
            String run = answer.getString(4);
            double night = answer.getDouble(5);
            boolean whole = rows == PublishedSurvey.OBJECTS
                    && answer.getLong(2) == rows
                    && answer.getLong(3) == 1
                    && answer.getDouble(6) == night
                    && PublishedSurvey.run((int) night).equals(run)
                    && run.compareTo(newest) >= 0; // and none goes back to an older night
            if (!whole) {
                torn.add(rows + " rows, " + answer.getLong(2) + " latents, " + answer.getLong(3) + " runs, run " + run
                        + " behind " + newest + ", nights " + night + " to " + answer.getDouble(6) + ": " + query);
            }
            return run == null ? newest : run;
        }
    }

    private String plainParquet() throws IOException {
        Path run =
                published.resolve(Files.readString(published.resolve("CURRENT")).strip());
        return "SELECT count(*), count(l.z), count(DISTINCT s.run_id), min(s.run_id), min(l.z[1]), max(l.z[1]) FROM '"
                + run + "/scores/*.parquet' s LEFT JOIN '" + run
                + "/latents/*.parquet' l USING (model_id, run_id, object_id)";
    }
}
