package org.galaxyvae.show.sql;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.model.registry.ModelRegistry;

/**
 * Columns that {@code latest_scores} takes from another table, which may not be there yet: then they have what an object
 * without a row has.
 *
 * @param table at most one row an object, or a key of {@code rows}
 * @param rows the query that has one row a key: grouped by it, so that Spark leaves the join out where nobody asks for its columns
 * @param key columns of {@code scores} that {@code rows} has too
 * @param columns of {@code rows}, with what stands for no row
 */
record BesideScores(TableSpec table, String rows, List<String> key, List<Taken> columns) {
    /** What latest_scores has beside its own columns, in this order; a table by model and object is {@link #ofModel}. */
    static final List<BesideScores> ALL = List.of(
            new BesideScores(
                    Specs.CROSSMATCHES,
                    // grouped, so that Spark leaves the join out where nobody asks for the column
                    "SELECT object_id, true AS known FROM " + Specs.CROSSMATCHES.qualifiedName()
                            + " WHERE place = 1 GROUP BY object_id",
                    List.of("object_id"),
                    List.of(new Taken("known", "false"))),
            ofModel(Specs.ARTIFACTS, "artefact_probability"),
            ofModel(Specs.INTEREST, "interest", "interest_sd"));

    /** A column and the SQL of what it is where there is no row. */
    record Taken(String name, String otherwise) {}

    /** Columns of a table by model and object; null where there is no row. */
    static BesideScores ofModel(TableSpec table, String... columns) {
        List<String> key = List.of("model_id", "object_id");
        return new BesideScores(
                table,
                "SELECT " + String.join(", ", key)
                        + Arrays.stream(columns)
                                .map(column -> ", max(" + column + ") AS " + column)
                                .collect(Collectors.joining())
                        + " FROM " + table.qualifiedName() + " GROUP BY " + String.join(", ", key),
                key,
                Arrays.stream(columns)
                        .map(column -> new Taken(
                                column,
                                "CAST(NULL AS "
                                        + table.schema()
                                                .apply(column)
                                                .dataType()
                                                .sql() + ")"))
                        .toList());
    }

    /** The query of latest_scores over the tables that are there. */
    static String latestScores(Predicate<TableSpec> exists) {
        return latestScores(ALL, exists);
    }

    static String latestScores(List<BesideScores> all, Predicate<TableSpec> exists) {
        StringBuilder columns = new StringBuilder("SELECT s.*");
        StringBuilder joins = new StringBuilder();
        for (BesideScores beside : all) {
            String table = beside.table.name();
            boolean there = exists.test(beside.table);
            for (Taken column : beside.columns) {
                String value = there
                        ? "coalesce(" + table + "." + column.name + ", " + column.otherwise + ")"
                        : column.otherwise;
                columns.append(", ").append(value).append(" AS ").append(column.name);
            }
            if (there) {
                joins.append(" LEFT JOIN (")
                        .append(beside.rows)
                        .append(") ")
                        .append(table)
                        .append(beside.key.stream()
                                .map(column -> "s." + column + " = " + table + "." + column)
                                .collect(Collectors.joining(" AND ", " ON ", "")));
            }
        }
        return columns + " FROM " + Specs.SCORES.qualifiedName() + " s" + joins
                + " WHERE s.model_id IN (SELECT model_id FROM " + Specs.MODELS.qualifiedName()
                + " WHERE " + ModelRegistry.isIn(ModelStage.PRODUCTION) + ")";
    }
}
