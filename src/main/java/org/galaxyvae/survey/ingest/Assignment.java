package org.galaxyvae.survey.ingest;

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
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.IMAGE_PATH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXEL_SCALE_ARCSEC;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;
import static org.galaxyvae.base.row.ColumnNames.VALUE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.survey.catalog.CatalogNames;
import org.galaxyvae.survey.catalog.SkyJoin;
import org.galaxyvae.survey.source.SourcePath;
import org.jspecify.annotations.Nullable;

/** Which object each image shows, and what the catalog knows about that object. */
final class Assignment {
    private final Dataset<Row> catalog;
    private final @Nullable Dataset<Row> fileNames;
    private final double matchRadiusArcsec;

    /**
     * @param catalog one row an id
     * @param mapping object_id, catalog_file beside those of the catalog, or null
     * @param matchRadiusArcsec how far an image's own position may be from its row's; 0: rows are not found by position
     */
    Assignment(Dataset<Row> catalog, @Nullable Dataset<Row> mapping, double matchRadiusArcsec) {
        this.catalog = catalog;
        Dataset<Row> own = Arrays.asList(catalog.columns()).contains(CatalogNames.FILE)
                ? catalog.select(CatalogNames.ID, CatalogNames.FILE)
                : null;
        if (mapping == null) {
            this.fileNames = own;
        } else {
            this.fileNames = own == null ? mapping : mapping.unionByName(own);
        }
        this.matchRadiusArcsec = matchRadiusArcsec;
    }

    /**
     * The images with object_id, ra_deg, dec_deg and pixel_scale_arcsec.
     *
     * <p>An image's object is, in this order: the id that its source gives it; the row whose file column ends its path at a
     * slash (the longest such, then the smallest id) or is its stem; the row with its stem as id; the nearest row on the sky; its stem.
     *
     * @param images source_uri, image_path, given_id and what {@link ImageIdentity} has beside them
     */
    Dataset<Row> of(Dataset<Row> images) {
        Dataset<Row> named = images.withColumn("stem", stem(col(IMAGE_PATH)));
        Column id = coalesce(col("given_id"), col("stem"));
        if (fileNames != null) {
            Dataset<Row> matched = byFile(named.where("given_id IS NULL"), fileNames);
            named = named.join(matched, col(SOURCE_URI).equalTo(col("file_uri")), "left");
            id = coalesce(col("given_id"), col("file_id"), col("stem"));
        }
        Dataset<Row> known = known(catalog);
        Dataset<Row> assigned = named.withColumn(OBJECT_ID, id);
        if (matchRadiusArcsec > 0) {
            assigned = byPosition(assigned, known);
        }
        return assigned.join(known, col(OBJECT_ID).equalTo(col("catalog_id")), "left")
                .select(
                        col(SOURCE_URI),
                        col(SOURCE_FILE),
                        col(OBJECT_ID),
                        coalesce(col("catalog_ra_deg"), col("own_ra_deg")).as(RA_DEG),
                        coalesce(col("catalog_dec_deg"), col("own_dec_deg")).as(DEC_DEG),
                        coalesce(col("catalog_pixel_scale_arcsec"), col("own_pixel_scale_arcsec"))
                                .as(PIXEL_SCALE_ARCSEC));
    }

    /** What tensors take from the catalog: catalog_id, catalog_ra_deg, catalog_dec_deg, catalog_pixel_scale_arcsec. */
    static Dataset<Row> known(Dataset<Row> catalog) {
        Column scale = Arrays.asList(catalog.columns()).contains("pixel_scale_arcsec")
                ? col(PIXEL_SCALE_ARCSEC).cast(DataTypes.DoubleType)
                : lit(null).cast(DataTypes.DoubleType);
        return catalog.select(
                col(OBJECT_ID).as("catalog_id"),
                col(RA_DEG).as("catalog_ra_deg"),
                col(DEC_DEG).as("catalog_dec_deg"),
                scale.as("catalog_pixel_scale_arcsec"));
    }

    /** By what a catalog may call the image: its name, the same with its folder, its stem; each once. */
    private static Column names(Column path) {
        return functions
                .udf(
                        (UDF1<String, List<String>>)
                                text -> Stream.of(SourcePath.name(text), SourcePath.tail(text), SourcePath.stem(text))
                                        .distinct()
                                        .toList(),
                        DataTypes.createArrayType(DataTypes.StringType))
                .apply(path);
    }

    private static Column stem(Column path) {
        return functions
                .udf((UDF1<String, String>) SourcePath::stem, DataTypes.StringType)
                .apply(path);
    }

    private static Dataset<Row> byFile(Dataset<Row> images, Dataset<Row> fileNames) {
        // backslashes of catalogs made on Windows, ./ and / in front
        Column value = regexp_replace(regexp_replace(col(CatalogNames.FILE), "\\\\", "/"), "^(\\./|/)+", "");
        Dataset<Row> rows = fileNames
                .select(col(OBJECT_ID).as("file_id"), value.as(VALUE))
                .where(length(col(VALUE)).gt(0))
                .withColumn("parts", expr("split(value, '/')"))
                .withColumn(
                        "key",
                        when(
                                        expr("size(parts) > 1"),
                                        concat(element_at(col("parts"), -2), lit("/"), element_at(col("parts"), -1)))
                                .otherwise(element_at(col("parts"), -1)));
        return images.withColumn("path", concat(lit("/"), col(IMAGE_PATH)))
                .select(
                        col(SOURCE_URI).as("file_uri"),
                        col("path"),
                        col("stem"),
                        explode(names(col(IMAGE_PATH))).as("file_key"))
                .join(rows, col("file_key").equalTo(col("key")))
                .where(expr("endswith(path, concat('/', value))").or(col("stem").equalTo(col(VALUE))))
                .groupBy("file_uri")
                .agg(min(struct(length(col(VALUE)).multiply(-1).as("longest"), col("file_id")))
                        .as("best"))
                .select(col("file_uri"), col("best.file_id"));
    }

    /** Gives images whose id no row has, and whose source gave none, the id of the nearest row. */
    private Dataset<Row> byPosition(Dataset<Row> assigned, Dataset<Row> known) {
        Dataset<Row> lost = assigned.join(known, col(OBJECT_ID).equalTo(col("catalog_id")), "left_anti")
                .where("given_id IS NULL AND own_ra_deg IS NOT NULL AND own_dec_deg IS NOT NULL")
                .select(
                        col(SOURCE_URI).as("key"),
                        col("own_ra_deg").as(RA_DEG),
                        col("own_dec_deg").as(DEC_DEG));
        Dataset<Row> rows = known.where("catalog_ra_deg IS NOT NULL AND catalog_dec_deg IS NOT NULL")
                .select(
                        col("catalog_id").as("key"),
                        col("catalog_ra_deg").as(RA_DEG),
                        col("catalog_dec_deg").as(DEC_DEG));
        Dataset<Row> nearest = SkyJoin.nearest(lost, rows, matchRadiusArcsec).select("left_key", "right_key");
        return assigned.join(nearest, col(SOURCE_URI).equalTo(col("left_key")), "left")
                .withColumn(OBJECT_ID, coalesce(col("right_key"), col(OBJECT_ID)))
                .drop("left_key", "right_key");
    }
}
