package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.FIRST_COLOR;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HALF_LIGHT_RADIUS;
import static org.galaxyvae.base.row.ColumnNames.LOG_FLUX;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;
import static org.galaxyvae.base.row.ColumnNames.TOP_EVIDENCE;
import static org.galaxyvae.base.row.ColumnNames.TSNE_X;
import static org.galaxyvae.base.row.ColumnNames.TSNE_Y;
import static org.galaxyvae.base.row.ColumnNames.X;
import static org.galaxyvae.base.row.ColumnNames.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.show.gallery.TopScores;
import org.jspecify.annotations.Nullable;

/**
 * Points of the table {@code map}, with what they are colored by.
 *
 * @param ids object ids, in one order with all arrays
 * @param tsneX null where no point has one; likewise {@code tsneY}
 * @param columns the first is shown first
 * @param sprites pictures of the first points, or null
 */
record LatentMap(
        List<String> ids,
        double[] x,
        double[] y,
        @Nullable List<@Nullable Double> tsneX,
        @Nullable List<@Nullable Double> tsneY,
        List<@Nullable Double> raDeg,
        List<@Nullable Double> decDeg,
        List<Coloring> columns,
        Sprites.@Nullable Sheet sprites) {
    /** The first of the ranking are always there. */
    private static final int ALWAYS = 1000;

    /**
     * What points are colored by: numbers, or the index of a category.
     *
     * @param categories null for numbers
     */
    record Coloring(String name, @Nullable List<String> categories, List<@Nullable Double> values) {}

    /** The map, or null where the model has none. */
    static @Nullable LatentMap of(ReportedRun run, TopScores scores, long objects) {
        Dataset<Row> map =
                new OptionalTables(run.context()).of("map", run.model().modelId());
        if (map == null) {
            return null;
        }
        int most = run.context().settings().report().mapPoints();
        List<Row> rows = rows(run, map, scores)
                .orderBy(
                        when(col(RANK).leq(ALWAYS), col(RANK)).asc_nulls_last(),
                        xxhash64(col(OBJECT_ID)),
                        col(OBJECT_ID))
                .takeAsList(most);
        if (rows.isEmpty()) {
            return null;
        }
        List<String> ids =
                rows.stream().map(row -> row.<String>getAs(OBJECT_ID)).toList();
        boolean tsne = rows.stream().anyMatch(row -> row.getAs(TSNE_X) != null);
        return new LatentMap(
                ids,
                numbers(rows, "x").stream().mapToDouble(Objects::requireNonNull).toArray(),
                numbers(rows, "y").stream().mapToDouble(Objects::requireNonNull).toArray(),
                tsne ? numbers(rows, "tsne_x") : null,
                tsne ? numbers(rows, "tsne_y") : null,
                exact(rows, "ra_deg"),
                exact(rows, "dec_deg"),
                colorings(rows, objects),
                Sprites.of(run, ids));
    }

    /** What is shown, in a sentence or two. */
    String note(long objects) {
        String which = ids.size() < objects
                ? String.format(
                        Locale.ROOT,
                        "%,d of %,d galaxies, the first %,d of the ranking and a sample of the rest (the table map has all),",
                        ids.size(),
                        objects,
                        Math.min(ALWAYS, ids.size()))
                : String.format(Locale.ROOT, "All %,d galaxies,", objects);
        return which + " placed by UMAP of their latents: neighbors are alike, distances between groups mean little."
                + " Wheel or pinch to zoom, drag to move, click a point for its links.";
    }

    private static Dataset<Row> rows(ReportedRun run, Dataset<Row> map, TopScores scores) {
        Dataset<Row> shapes =
                prepared(run, Specs.MORPHOLOGY).select(OBJECT_ID, LOG_FLUX, HALF_LIGHT_RADIUS, FIRST_COLOR);
        Dataset<Row> quality = prepared(run, Specs.QUALITY).select(OBJECT_ID, FLAGS);
        return map.where("x BETWEEN -1e30 AND 1e30 AND y BETWEEN -1e30 AND 1e30")
                .select(OBJECT_ID, X, Y, TSNE_X, TSNE_Y)
                .join(
                        scores.rows()
                                .select(
                                        OBJECT_ID,
                                        RANK,
                                        ANOMALY_SCORE,
                                        TOP_EVIDENCE,
                                        SPLIT,
                                        RA_DEG,
                                        DEC_DEG,
                                        TopScores.LABEL),
                        OBJECT_ID)
                .join(shapes, new String[] {OBJECT_ID}, "left")
                .join(quality, new String[] {OBJECT_ID}, "left");
    }

    private static Dataset<Row> prepared(ReportedRun run, TableSpec table) {
        return run.context()
                .tables()
                .readOrEmpty(table)
                .where(col(PREPARATION_ID).equalTo(run.model().preparationId()));
    }

    private static List<Coloring> colorings(List<Row> rows, long objects) {
        List<Coloring> columns = new ArrayList<>();
        columns.add(new Coloring("anomaly_score", null, numbers(rows, "anomaly_score")));
        columns.add(new Coloring(
                "rank percentile",
                null,
                rows.stream()
                        .map(row -> rounded(100.0 * (objects - row.<Long>getAs(RANK) + 1) / objects))
                        .toList()));
        for (String name : List.of("log_flux", "half_light_radius", "first_color")) {
            columns.add(new Coloring(name, null, numbers(rows, name)));
        }
        columns.add(categories(
                "quality flags",
                rows.stream()
                        .map(row ->
                                row.getAs(FLAGS) == null ? null : row.<Integer>getAs(FLAGS) == 0 ? "none" : "flagged")
                        .toList()));
        for (String name : List.of("top_evidence", "split", TopScores.LABEL)) {
            List<@Nullable String> texts =
                    rows.stream().map(row -> row.<String>getAs(name)).toList();
            if (texts.stream().anyMatch(Objects::nonNull)) {
                columns.add(categories(name.equals(TopScores.LABEL) ? "label" : name, texts));
            }
        }
        return columns;
    }

    private static Coloring categories(String name, List<@Nullable String> texts) {
        List<String> known = List.copyOf(
                new TreeSet<>(texts.stream().filter(Objects::nonNull).toList()));
        return new Coloring(
                name,
                known,
                texts.stream()
                        .map(text -> text == null ? null : (Double) (double) known.indexOf(text))
                        .toList());
    }

    /** Four digits: more are not seen, and would be half of the page. */
    private static List<@Nullable Double> numbers(List<Row> rows, String column) {
        return rows.stream().map(row -> rounded(row.getAs(column))).toList();
    }

    private static List<@Nullable Double> exact(List<Row> rows, String column) {
        return rows.stream().map(row -> row.<Double>getAs(column)).toList();
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null || !Double.isFinite(value)
                ? null
                : (Double) Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
    }
}
