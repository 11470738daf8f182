package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the objects in this run.
 *
 * @param rows the workspace's catalog with the user's new one over it; one row an id
 * @param named the ids of the user's new catalog
 * @param count how many these are
 * @param duplicates rows passed over because another row has their id
 * @param invalidIds rows passed over for their id
 * @param invalidPositions rows whose right ascension or declination is no number in range
 */
record Catalog(
        Dataset<Row> rows, Dataset<Row> named, long count, long duplicates, long invalidIds, long invalidPositions) {

    private static final String NEW = "row_of_this_catalog";

    /** Reads the user's catalog (null for none) and lays it over the workspace's. */
    static Catalog read(StageContext context, StagingFolder staging, @Nullable String location) {
        Dataset<Row> before = context.tables().readOrEmpty(Specs.CATALOG);
        if (location == null) {
            return new Catalog(before, before.select("object_id").limit(0), 0, 0, 0, 0);
        }
        CatalogFile file = new CatalogFile(
                context.spark(), location, context.settings().ingest().catalog());
        Dataset<Row> read = file.rows();
        Column valid = CatalogMerge.hasValidId();
        Row counts = read.agg(
                        functions.count(lit(1)),
                        count_if(valid),
                        count_distinct(when(valid, col("object_id"))),
                        count_if(col(CatalogFile.INVALID_POSITION)))
                .first();
        Dataset<Row> unique = CatalogMerge.oneRowEach(read.where(valid).drop(CatalogFile.INVALID_POSITION))
                .withColumn(NEW, lit(true));
        Dataset<Row> rows = staging.store("catalog", CatalogMerge.over(unique, before));
        return new Catalog(
                rows.drop(NEW),
                rows.where(NEW).select("object_id"),
                counts.getLong(2),
                counts.getLong(1) - counts.getLong(2),
                counts.getLong(0) - counts.getLong(1),
                counts.getLong(3));
    }
}
