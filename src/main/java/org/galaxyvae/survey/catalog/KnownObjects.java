package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;

/** The objects that stand in some list, by the table {@code crossmatches}, which need not be there. */
public final class KnownObjects {
    /** Whether an object is known; never null. */
    public static final String KNOWN = "known";

    /** The id that the list with the nearest counterpart gives the object. */
    public static final String AS = "known_as";

    /** The name of the list with the nearest counterpart. */
    public static final String IN = "known_in";

    /** How far the counterpart lies from the object, arcsec. */
    public static final String SEPARATION = "known_separation_arcsec";

    private KnownObjects() {}

    /** The rows with {@link #KNOWN} behind their own columns, which include {@code object_id}. */
    public static Dataset<Row> mark(Tables tables, Dataset<Row> rows) {
        return named(tables, rows).drop(AS, IN, SEPARATION);
    }

    /** The rows' columns, then {@link #AS}, {@link #IN} and {@link #SEPARATION}: null where nothing knows the object. */
    public static Dataset<Row> named(Tables tables, Dataset<Row> rows) {
        Dataset<Row> best = tables.readOrEmpty(Specs.CROSSMATCHES)
                .where(col(PLACE).equalTo(1))
                .groupBy(col(OBJECT_ID).as("known_object_id"))
                .agg(min(struct("separation_arcsec", "reference", "matched_id")).as("best"));
        return rows.join(best, rows.col(OBJECT_ID).equalTo(best.col("known_object_id")), "left")
                .withColumn(KNOWN, col("known_object_id").isNotNull())
                .withColumn(AS, col("best.matched_id"))
                .withColumn(IN, col("best.reference"))
                .withColumn(SEPARATION, col("best.separation_arcsec"))
                .drop("known_object_id", "best");
    }
}
