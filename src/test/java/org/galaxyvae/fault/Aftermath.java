package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.TableSpec;
import org.galaxyvae.table.Tables;

/**
 * What a workspace holds once the disturbed night was repeated.
 *
 * @param spark whose catalog is the workspace's
 */
record Aftermath(Path workspace, SparkSession spark, Tables tables) {
    /** The published scores by object, by an independent reader of the published Parquet. */
    Map<String, Double> published() throws Exception {
        String run = Files.readString(workspace.resolve("published/CURRENT")).strip();
        Map<String, Double> scores = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT object_id, anomaly_score FROM '"
                        + workspace.resolve("published").resolve(run) + "/scores/*.parquet'")) {
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
        assertThat(told()).containsExactlyInAnyOrderElementsOf(ids("alerts"));
        assertThat(leftOvers()).isEmpty();
    }

    private Map<String, Double> scores() {
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
        try (Stream<Path> files = Files.list(workspace.resolve("alerts"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(Aftermath::lines)
                    .map(line -> line.replaceFirst(".*\"object_id\":\"([^\"]+)\".*", "$1"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Locks, claims, unfinished publications, staging, half-replaced files. */
    private List<String> leftOvers() throws IOException {
        try (Stream<Path> files = Files.walk(workspace)) {
            return files.map(file -> workspace.relativize(file).toString())
                    .filter(file -> file.startsWith("_lock")
                            || file.startsWith("staging")
                            || file.startsWith("passes/")
                            || file.equals("published/NEXT")
                            || file.endsWith(".new")
                            || file.contains("_temporary"))
                    .toList();
        }
    }
}
