package org.galaxyvae.show.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;

/**
 * The views that everybody finds, as text: {@link ViewNames} puts it in the place of their names in each query, so that it is
 * always about the tables as they are then. See {@code docs/decisions/0010}.
 */
public final class ReadyViews {
    private static final String LATEST_SCORES = "latest_scores";
    private static final Map<String, Function<Predicate<TableSpec>, String>> QUERIES = queries();

    private ReadyViews() {}

    /**
     * The SQL of the view of that name, in any case of letters.
     *
     * @param exists whether a table is there; asked of those alone that a view can do without
     */
    static Optional<String> query(String name, Predicate<TableSpec> exists) {
        return Optional.ofNullable(QUERIES.get(name.toLowerCase(Locale.ROOT))).map(query -> query.apply(exists));
    }

    /**
     * Writes the views into the Iceberg catalog for programs that are not ours, where it keeps views and the tables are
     * there. One that is as it should be is not written again. The caller holds the workspace's lock.
     */
    public static void keep(SparkSession spark) {
        Catalog catalog = Spark3Util.loadIcebergCatalog(spark, Tables.CATALOG);
        if (!(catalog instanceof ViewCatalog views) || !keepsViews(views)) {
            return;
        }
        Predicate<TableSpec> exists = table -> spark.catalog().tableExists(table.qualifiedName());
        QUERIES.forEach((name, written) -> {
            String query = written.apply(exists);
            if (tablesOf(name).allMatch(exists) && !isKept(views, name, query, spark)) {
                spark.sql("CREATE OR REPLACE VIEW " + Tables.NAMESPACE + "." + name + " AS " + query);
            }
        });
    }

    /** An Iceberg catalog in a database whose tables were made by an old Iceberg has no place for views. */
    private static boolean keepsViews(ViewCatalog views) {
        try {
            views.viewExists(identifier(LATEST_SCORES));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static TableIdentifier identifier(String view) {
        return TableIdentifier.of(Tables.SURVEY, view);
    }

    /** A kept view has the columns of the day on which it was written, so that new columns of a table count as a change. */
    private static boolean isKept(ViewCatalog views, String name, String query, SparkSession spark) {
        View view;
        try {
            view = views.loadView(identifier(name));
        } catch (NoSuchViewException e) {
            return false;
        }
        SQLViewRepresentation kept = view.sqlFor("spark");
        StructType columns = org.apache.iceberg.spark.SparkSchemaUtil.convert(view.schema());
        return kept != null
                && kept.sql().equals(query)
                && columns.asNullable().equals(spark.sql(query).schema().asNullable());
    }

    private static Stream<TableSpec> tablesOf(String view) {
        return switch (view) {
            case LATEST_SCORES, "top_anomalies" -> Stream.of(Specs.SCORES, Specs.MODELS);
            case "latest" -> Stream.of(Specs.SCORES, Specs.MODELS, Specs.LATENTS);
            default -> Stream.of(Specs.CATALOG, Specs.TENSORS);
        };
    }

    private static Map<String, Function<Predicate<TableSpec>, String>> queries() {
        Map<String, Function<Predicate<TableSpec>, String>> queries = new LinkedHashMap<>();
        queries.put(LATEST_SCORES, BesideScores::latestScores);
        String latestScores = Tables.NAMESPACE + "." + LATEST_SCORES;
        put(queries, "top_anomalies", "SELECT * FROM " + latestScores + " WHERE rank <= 100 ORDER BY rank");
        // scores first: latents keep the run before, so that whichever night the scores are of has its latents
        put(
                queries,
                "latest",
                "SELECT s.*, l.z, l.z_sd, l.content_hash FROM " + latestScores + " s JOIN "
                        + Specs.LATENTS.qualifiedName()
                        + " l ON s.model_id = l.model_id AND s.run_id = l.run_id AND s.object_id = l.object_id");
        // which rows have no image and which objects with an image no row: what a join by names or positions missed
        String catalog = Specs.CATALOG.qualifiedName();
        String tensors = Specs.TENSORS.qualifiedName();
        put(
                queries,
                "catalog_without_image",
                "SELECT c.* FROM " + catalog + " c LEFT ANTI JOIN " + tensors + " t ON c.object_id = t.object_id");
        put(
                queries,
                "images_without_catalog_row",
                "SELECT DISTINCT t.object_id, t.source_uri, t.ra_deg, t.dec_deg FROM " + tensors + " t LEFT ANTI JOIN "
                        + catalog + " c ON c.object_id = t.object_id");
        return queries;
    }

    private static void put(Map<String, Function<Predicate<TableSpec>, String>> queries, String name, String query) {
        queries.put(name, exists -> query);
    }
}
