package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.catalog.CatalogNames;

/** Which object each listed file shows, and what the catalog knows about that object. */
final class Assignment {
    private Assignment() {}

    /**
     * The listed files with object_id, ra_deg, dec_deg, pixel_scale_arcsec and in_catalog.
     *
     * <p>A file belongs to the row whose file column ends its path at a slash (the longest such, then the smallest id); every
     * other file's id is its stem.
     *
     * @param files as {@link ListedFile#SCHEMA}
     * @param catalog one row an id
     */
    static Dataset<Row> of(Dataset<Row> files, Dataset<Row> catalog) {
        Dataset<Row> named = files.withColumn("object_id", col("stem"));
        if (Arrays.asList(catalog.columns()).contains(CatalogNames.FILE)) {
            Dataset<Row> matched = matched(files, catalog);
            named = files.join(matched, files.col("source_uri").equalTo(matched.col("matched_uri")), "left")
                    .withColumn("object_id", coalesce(col("matched_id"), col("stem")));
        }
        Dataset<Row> known = known(catalog);
        return named.join(known, col("object_id").equalTo(col("catalog_id")), "left")
                .select(
                        col("source_uri"),
                        col("source_length"),
                        col("source_modified_at"),
                        col("object_id"),
                        col("ra_deg"),
                        col("dec_deg"),
                        col("pixel_scale_arcsec"),
                        col("catalog_id").isNotNull().as("in_catalog"));
    }

    /** What tensors take from the catalog: catalog_id, ra_deg, dec_deg, pixel_scale_arcsec. */
    static Dataset<Row> known(Dataset<Row> catalog) {
        Column scale = Arrays.asList(catalog.columns()).contains("pixel_scale_arcsec")
                ? col("pixel_scale_arcsec").cast(DataTypes.DoubleType)
                : lit(null).cast(DataTypes.DoubleType);
        return catalog.select(
                col("object_id").as("catalog_id"), col("ra_deg"), col("dec_deg"), scale.as("pixel_scale_arcsec"));
    }

    private static Dataset<Row> matched(Dataset<Row> files, Dataset<Row> catalog) {
        // backslashes of catalogs made on Windows, ./ and / in front
        Column value = regexp_replace(regexp_replace(col(CatalogNames.FILE), "\\\\", "/"), "^(\\./|/)+", "");
        Dataset<Row> rows = catalog.select(col("object_id").as("matched_id"), value.as("value"))
                .where(length(col("value")).gt(0))
                .withColumn("parts", expr("split(value, '/')"))
                .withColumn(
                        "key",
                        when(
                                        expr("size(parts) > 1"),
                                        concat(element_at(col("parts"), -2), lit("/"), element_at(col("parts"), -1)))
                                .otherwise(element_at(col("parts"), -1)));
        return files.select(
                        col("source_uri"),
                        explode(array(col("name"), col("tail"))).as("file_key"))
                .join(rows, col("file_key").equalTo(col("key")))
                .where(col("source_uri").equalTo(col("value")).or(expr("endswith(source_uri, concat('/', value))")))
                .groupBy(col("source_uri").as("matched_uri"))
                .agg(min(struct(length(col("value")).multiply(-1).as("longest"), col("matched_id")))
                        .as("best"))
                .select(col("matched_uri"), col("best.matched_id"));
    }
}
