package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.IMAGE_PATH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PIXEL_SCALE_ARCSEC;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

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
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .drop(PIXELS)
                .withColumn(SOURCE_FILE, coalesce(col(SOURCE_FILE), col(SOURCE_URI)));
        Dataset<Row> measured = context.tables()
                .readOrEmpty(Specs.QUALITY)
                .select(PREPARATION_ID, OBJECT_ID, CONTENT_HASH)
                .withColumn("measured_there", lit(true));
        return staging.store(
                "standing",
                tensors.join(measured, new String[] {PREPARATION_ID, OBJECT_ID, CONTENT_HASH}, "left")
                        .withColumn("measured", coalesce(col("measured_there"), lit(false)))
                        .drop("measured_there"));
    }

    /** The sources with an image that shows another object by the new catalog or mapping. */
    static Dataset<Row> reassigned(Dataset<Row> standing, Assignment assignment) {
        Dataset<Row> images = standing.where(col(IMAGE_PATH).isNotNull())
                .withColumn("given_id", lit(null).cast("string"))
                .withColumnRenamed(RA_DEG, "own_ra_deg")
                .withColumnRenamed(DEC_DEG, "own_dec_deg")
                .withColumnRenamed(PIXEL_SCALE_ARCSEC, "own_pixel_scale_arcsec");
        Dataset<Row> now = assignment
                .of(images.selectExpr(Staged.IDENTITY_COLUMNS))
                .select(col(SOURCE_URI), col(OBJECT_ID).as("object_id_now"));
        return images.join(now, SOURCE_URI)
                .where(col(OBJECT_ID).notEqual(col("object_id_now")))
                .select(SOURCE_FILE);
    }
}
