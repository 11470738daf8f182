package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.config.Settings.SplitSettings;
import org.galaxyvae.pixel.sky.Split;

/** Settles the split of new tensors: equal content shares one, or the test split would hold what the model has seen. */
final class Splits {
    private final SplitSettings settings;

    Splits(SplitSettings settings) {
        this.settings = settings;
    }

    private Column own(Column objectId) {
        double train = settings.train();
        double calibration = settings.calibration();
        return functions
                .udf(
                        (UDF1<String, String>)
                                id -> Split.of(id, train, calibration).label(),
                        DataTypes.StringType)
                .apply(objectId);
    }

    /**
     * The split of each new tensor: object_id, split. Content that stands in the table keeps its split, other content has that
     * of its smallest id.
     *
     * @param fresh object_id, content_hash of the tensors to write
     * @param standing object_id, content_hash, split of the tensors that stay
     */
    Dataset<Row> of(Dataset<Row> fresh, Dataset<Row> standing) {
        Dataset<Row> first = fresh.groupBy(CONTENT_HASH).agg(min(OBJECT_ID).as("first_id"));
        Dataset<Row> known = standing.groupBy(col(CONTENT_HASH).as("known_hash"))
                .agg(min_by(col(SPLIT), col(OBJECT_ID)).as("known_split"));
        return fresh.join(first, CONTENT_HASH)
                .join(known, col(CONTENT_HASH).equalTo(col("known_hash")), "left")
                .select(
                        col(OBJECT_ID),
                        coalesce(col("known_split"), own(col("first_id"))).as(SPLIT));
    }
}
