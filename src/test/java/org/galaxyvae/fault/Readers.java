package org.galaxyvae.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * People who look at the survey all the time: one without Spark, by {@code CURRENT} and its Parquet, one by Spark SQL as the view
 * {@code latest} joins. Both must see one whole night at any moment.
 */
final class Readers implements AutoCloseable {
    /** So that the readers leave the cores to the night. */
    private static final long PARQUET_MILLIS = 500;

    private static final long TABLES_MILLIS = 3000;

    private static final String COUNTS =
            "count(*), count(DISTINCT s.run_id), min(s.run_id), count(DISTINCT s.object_id), count(l.object_id)";

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Path workspace;
    private final SparkSession spark;
    private final String firstRun;
    private final AtomicLong reads = new AtomicLong();
    private final Queue<String> torn = new ConcurrentLinkedQueue<>();

    /** What a reader saw. */
    private record Night(long rows, long runs, String run, long objects, long latents) {}

    private Readers(Path workspace, SparkSession spark, String firstRun) {
        this.workspace = workspace;
        this.spark = spark;
        this.firstRun = firstRun;
    }

    /**
     * Begins to read.
     *
     * @param spark whose catalog is the workspace's
     * @param firstRun the run that is published now; any later one has the new images too
     */
    static Readers ofAll(Path workspace, SparkSession spark, String firstRun) {
        Readers readers = new Readers(workspace, spark, firstRun);
        readers.again("parquet", PARQUET_MILLIS, readers::published);
        readers.again("tables", TABLES_MILLIS, readers::latest);
        return readers;
    }

    /** The same without the reader that knows the local disk alone. */
    static Readers ofTables(SparkSession spark, String firstRun) {
        Readers readers = new Readers(Path.of(""), spark, firstRun);
        readers.again("tables", TABLES_MILLIS, readers::latest);
        return readers;
    }

    private void again(String reader, long paceMillis, Callable<Night> question) {
        var unused = threads.scheduleWithFixedDelay(() -> ask(reader, question), 0, paceMillis, TimeUnit.MILLISECONDS);
    }

    private void ask(String reader, Callable<Night> question) {
        try {
            Night night = question.call();
            long whole = firstRun.equals(night.run) ? FaultedSurvey.BEFORE : FaultedSurvey.BEFORE + FaultedSurvey.NEW;
            if (!night.equals(new Night(whole, 1, night.run, whole, whole))) {
                torn.add(reader + " " + night);
            }
        } catch (Exception e) {
            torn.add(reader + " " + e);
        }
        reads.incrementAndGet();
    }

    private Night published() throws Exception {
        String run = Files.readString(workspace.resolve("published/CURRENT")).strip();
        Path folder = workspace.resolve("published").resolve(run);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + COUNTS + " FROM '" + folder + "/scores/*.parquet' s LEFT JOIN '" + folder
                                + "/latents/*.parquet' l USING (model_id, run_id, object_id)")) {
            row.next();
            Night night = new Night(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5));
            if (!run.equals(night.run)) {
                throw new IllegalStateException("CURRENT is " + run + ", its Parquet of run " + night.run);
            }
            return night;
        }
    }

    private Night latest() {
        Row row = spark.sql(
                        "SELECT " + COUNTS + " FROM galaxies.survey.scores s LEFT JOIN galaxies.survey.latents l"
                                + " ON s.model_id = l.model_id AND s.run_id = l.run_id AND s.object_id = l.object_id"
                                + " WHERE s.model_id IN (SELECT model_id FROM galaxies.survey.models WHERE stage = 'production')")
                .first();
        return new Night(row.getLong(0), row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
    }

    /** How often they looked. */
    long reads() {
        return reads.get();
    }

    /** What they saw that was not one whole night. */
    Queue<String> torn() {
        return torn;
    }

    /** Ends the readers; each read that was begun is counted. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            torn.add("no answer within a minute");
        }
    }
}
