package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.image.RejectReason;
import org.galaxyvae.sky.ObjectId;

/**
 * Which image becomes the tensor of each object. Of one object's images the smallest source_uri that decodes wins, whatever
 * earlier ingests saw and however the images are divided over runs; the others are duplicates.
 *
 * <p>No pixels take part: all of this is small.
 *
 * @param outcomes every image of this run, and every earlier tensor's image that lost its place: source_uri, source_file,
 *     source_length, object_id, reason, message; of winners (reason null) ra_deg, dec_deg, pixel_scale_arcsec, content_hash,
 *     image_path and {@code change}: new, replaced, or same where the table has this very row
 * @param removed object_id, content_hash of tensors whose image was read and shows that object no more
 */
record Resolution(Dataset<Row> outcomes, Dataset<Row> removed) {

    private static final Column IS_VALID = functions
            .udf((UDF1<String, Boolean>) id -> id != null && ObjectId.isValid(id), DataTypes.BooleanType)
            .apply(col("object_id"));

    /**
     * Settles an ingest.
     *
     * @param staged as {@link Staged#SCHEMA}, without pixels
     * @param assigned the same images as {@link Assignment#of} has them
     * @param standing the tensors of the preparation before this run, without pixels
     * @param known what is known of the sources
     */
    static Resolution of(
            StagingFolder staging,
            Dataset<Row> staged,
            Dataset<Row> assigned,
            Dataset<Row> standing,
            KnownSources known) {
        Dataset<Row> images = staging.store(
                "images",
                staged.select(
                                "source_uri",
                                "source_length",
                                "source_modified_at",
                                "image_path",
                                "given_id",
                                "reason",
                                "message",
                                "content_hash")
                        .join(assigned, "source_uri")
                        .withColumn(
                                "message",
                                when(IS_VALID, col("message"))
                                        .otherwise(coalesce(
                                                col("message"),
                                                lit("Object id is not "
                                                        + "1 to " + ObjectId.MAX_CHARACTERS
                                                        + " characters without control characters"))))
                        .withColumn(
                                "reason",
                                when(IS_VALID, col("reason"))
                                        .otherwise(coalesce(col("reason"), lit(RejectReason.INVALID_ID.label())))));
        Dataset<Row> good = images.where("reason IS NULL");
        Dataset<Row> rivals =
                known.stillThere(standing.join(good.select("object_id").distinct(), "object_id", "left_semi")
                        .join(known.opened(), "source_file", "left_anti"));
        Dataset<Row> winners = staging.store(
                "winners",
                good.select("object_id", "source_uri")
                        .unionByName(rivals.select("object_id", "source_uri"))
                        .groupBy("object_id")
                        .agg(min("source_uri").as("winner")));

        Dataset<Row> before = standing.select(
                col("object_id").as("before_id"),
                col("source_uri").as("before_uri"),
                col("content_hash").as("before_hash"),
                col("source_length").as("before_length"),
                col("source_modified_at").as("before_modified_at"),
                col("image_path").as("before_path"),
                col("measured"));
        Column won = col("source_uri").equalTo(col("winner"));
        Column same = col("before_uri")
                .equalTo(col("source_uri"))
                .and(col("before_hash").equalTo(col("content_hash")))
                .and(col("before_length").equalTo(col("source_length")))
                .and(col("before_modified_at").equalTo(col("source_modified_at")))
                .and(col("before_path").eqNullSafe(pathToKeep()))
                .and(col("measured"));
        Dataset<Row> decided = good.join(winners, "object_id")
                .join(before, col("object_id").equalTo(col("before_id")), "left")
                .withColumn(
                        "change",
                        when(won.and(col("before_id").isNull()), "new")
                                .when(won.and(same), "same")
                                .when(won, "replaced"))
                .withColumn("reason", when(won, lit(null)).otherwise(lit(RejectReason.DUPLICATE_ID.label())))
                .withColumn("message", when(won, lit(null)).otherwise(duplicate()))
                .select(columns());
        Dataset<Row> losers = rivals.join(winners, "object_id")
                .where(col("source_uri").notEqual(col("winner")))
                .withColumn("reason", lit(RejectReason.DUPLICATE_ID.label()))
                .withColumn("message", duplicate())
                .withColumn("change", lit(null).cast("string"))
                .withColumn("given_id", lit(null).cast("string"))
                .select(columns());
        Dataset<Row> bad = images.where("reason IS NOT NULL")
                .withColumn("change", lit(null).cast("string"))
                .select(columns());
        Dataset<Row> outcomes =
                staging.store("outcomes", decided.unionByName(losers).unionByName(bad));
        Dataset<Row> removed = staging.store(
                "removed",
                standing.join(known.opened(), "source_file", "left_semi")
                        .join(winners, "object_id", "left_anti")
                        .select("preparation_id", "object_id", "content_hash"));
        return new Resolution(outcomes, removed);
    }

    /** An id that the source itself gives never changes with a catalog, so its path is of no use later. */
    private static Column pathToKeep() {
        return when(col("given_id").isNull(), col("image_path"));
    }

    private static Column duplicate() {
        return concat(lit("Object "), col("object_id"), lit(" comes from "), col("winner"));
    }

    private static Column[] columns() {
        return new Column[] {
            col("source_uri"),
            col("source_file"),
            col("source_length"),
            col("source_modified_at"),
            pathToKeep().as("image_path"),
            col("object_id"),
            col("ra_deg"),
            col("dec_deg"),
            col("pixel_scale_arcsec"),
            col("content_hash"),
            col("reason"),
            col("message"),
            col("change")
        };
    }
}
