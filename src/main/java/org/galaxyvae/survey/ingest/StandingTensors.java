package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/** The tensors of a preparation before this run. */
final class StandingTensors {
    private StandingTensors() {}

    /** They without pixels; {@code measured}: quality and morphology are of this content. */
    static Dataset<Row> read(StageContext context, StagingFolder staging, String preparationId) {
        if (!context.tables().exists(Specs.TENSORS)) {
            return context.spark()
                    .createDataFrame(List.<Row>of(), Specs.TENSORS.schema().add("measured", DataTypes.BooleanType));
        }
        Dataset<Row> tensors = context.tables()
                .readWithColumns(Specs.TENSORS)
                .where(col("preparation_id").equalTo(preparationId))
                .drop("pixels")
                .withColumn("source_file", coalesce(col("source_file"), col("source_uri")));
        Dataset<Row> measured = context.tables()
                .readOrEmpty(Specs.QUALITY)
                .select("preparation_id", "object_id", "content_hash")
                .withColumn("measured_there", lit(true));
        return staging.store(
                "standing",
                tensors.join(measured, new String[] {"preparation_id", "object_id", "content_hash"}, "left")
                        .withColumn("measured", coalesce(col("measured_there"), lit(false)))
                        .drop("measured_there"));
    }

    /** The sources with an image that shows another object by the new catalog or mapping. */
    static Dataset<Row> reassigned(Dataset<Row> standing, Assignment assignment) {
        Dataset<Row> images = standing.where(col("image_path").isNotNull())
                .withColumn("given_id", lit(null).cast("string"))
                .withColumnRenamed("ra_deg", "own_ra_deg")
                .withColumnRenamed("dec_deg", "own_dec_deg")
                .withColumnRenamed("pixel_scale_arcsec", "own_pixel_scale_arcsec");
        Dataset<Row> now = assignment
                .of(images.selectExpr(Staged.IDENTITY_COLUMNS))
                .select(col("source_uri"), col("object_id").as("object_id_now"));
        return images.join(now, "source_uri")
                .where(col("object_id").notEqual(col("object_id_now")))
                .select("source_file");
    }
}
