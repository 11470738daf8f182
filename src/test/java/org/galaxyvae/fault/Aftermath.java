package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;

/**
 * What a workspace holds once the disturbed night was repeated.
 *
 * @param spark whose catalog is the workspace's
 */
record Aftermath(Workspace workspace, SparkSession spark, Tables tables) {
    /** Looks with a session of its own. */
    static Aftermath of(FaultedSurvey survey, Configuration hadoop) {
        Workspace workspace = Workspace.open(survey.home(), hadoop);
        SparkSession spark = SparkTest.session(workspace);
        return new Aftermath(workspace, spark, new Tables(spark, workspace));
    }

    /** The run that readers see. */
    String run() {
        return workspace.currentRun().orElseThrow();
    }

    /** The published scores by object, by an independent reader of the published Parquet. */
    Map<String, Double> published() throws Exception {
        Path published = new Path(workspace.published(run()), "scores");
        Map<String, Double> scores = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT object_id, anomaly_score FROM '"
                        + published.toUri().getPath() + "/*.parquet'")) {
            while (rows.next()) {
                assertThat(scores.put(rows.getString(1), rows.getDouble(2)))
                        .as(rows.getString(1))
                        .isNull();
            }
        }
        return scores;
    }

    /**
     * Checks that nothing is lost, nothing stands twice and nothing is left over.
     *
     * @param expected scores by object of a survey that nothing disturbed
     * @param first objects of the night before
     */
    void check(Map<String, Double> expected, Map<String, Double> first) throws Exception {
        assertThat(published()).isEqualTo(expected);
        checkTables(expected, first);
        assertThat(told()).containsExactlyInAnyOrderElementsOf(ids("alerts"));
        assertThat(leftOvers()).isEmpty();
    }

    /** The same of the tables alone, wherever the workspace is. */
    void checkTables(Map<String, Double> expected, Map<String, Double> first) {
        assertThat(scores()).isEqualTo(expected);
        assertThat(ids("tensors")).containsExactlyElementsOf(expected.keySet());
        assertThat(ids("evidences")).containsExactlyElementsOf(expected.keySet());
        assertThat(ids("score_changes WHERE change = 'new'"))
                .containsExactlyElementsOf(expected.keySet().stream()
                        .filter(id -> !first.containsKey(id))
                        .toList());
        for (TableSpec table : Specs.ALL) {
            if (tables.exists(table)) {
                checkKeys(table);
                assertThat(tables.iceberg(table).refs().keySet())
                        .as("branches of %s", table.name())
                        .noneMatch(name -> name.startsWith("night_"));
            }
        }
    }

    /** The scores by object, by their table. */
    Map<String, Double> scores() {
        return spark.sql("SELECT object_id, anomaly_score FROM galaxies.survey.scores").collectAsList().stream()
                .collect(Collectors.toMap(
                        row -> row.getString(0), row -> row.getDouble(1), (a, b) -> Double.NaN, TreeMap::new));
    }

    private List<String> ids(String from) {
        return spark
                .sql("SELECT object_id FROM galaxies.survey." + from + " ORDER BY object_id")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void checkKeys(TableSpec table) {
        String key = String.join(", ", table.key());
        List<Row> twice = spark.sql("SELECT " + key + " FROM " + table.qualifiedName() + " GROUP BY " + key
                        + " HAVING count(*) > 1")
                .takeAsList(3);
        assertThat(twice).as("keys of %s that stand twice", table.name()).isEmpty();
    }

    /** Ids in the files of alerts, as often as they stand there. */
    private List<String> told() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(local().resolve("alerts"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(Aftermath::lines)
                    .map(line -> line.replaceFirst(".*\"object_id\":\"([^\"]+)\".*", "$1"))
                    .toList();
        }
    }

    private static Stream<String> lines(java.nio.file.Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Locks, claims, unfinished publications, staging, half-replaced files. */
    private List<String> leftOvers() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(local())) {
            return files.map(file -> local().relativize(file).toString())
                    .filter(file -> file.startsWith("_lock")
                            || file.startsWith("staging")
                            || file.startsWith("passes/")
                            || file.equals("published/NEXT")
                            || file.endsWith(".new")
                            || file.contains("_temporary"))
                    .toList();
        }
    }

    private java.nio.file.Path local() {
        return java.nio.file.Path.of(workspace.root().toUri().getPath());
    }
}
