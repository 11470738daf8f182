package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.registry.ModelChoice;

/** An image that the model was not trained on. */
record HeldOutImage(String objectId, byte[] pixels) implements Serializable {
    private static final int FEWEST = 20;

    /**
     * The test and calibration objects with the smallest hashes of their ids, whatever else the workspace holds.
     *
     * @param most how many
     * @throws InvalidDataException where there are fewer than 20
     */
    static List<HeldOutImage> choose(StageContext context, ModelChoice model, int most) {
        Dataset<Row> trained =
                context.spark().read().parquet(LiteralPath.of(new Path(model.uri(), ModelDirectory.TRAINING_OBJECTS)));
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID)
                        .equalTo(model.preparationId())
                        .and(col(SPLIT).notEqual("train")));
        // ids first: to sort pixels would hold them all
        List<String> chosen = tensors
                .select(OBJECT_ID, CONTENT_HASH)
                .join(trained.select(OBJECT_ID).distinct(), new String[] {OBJECT_ID}, "left_anti")
                .join(trained.select(CONTENT_HASH).distinct(), new String[] {CONTENT_HASH}, "left_anti")
                .orderBy(functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID))
                .limit(most)
                .collectAsList()
                .stream()
                .map(row -> row.<String>getAs(OBJECT_ID))
                .toList();
        if (chosen.size() < FEWEST) {
            throw new InvalidDataException("Cannot inject anomalies: " + chosen.size()
                    + " images of preparation " + model.preparationId()
                    + " are in the test or calibration split and were not trained on, expected at least " + FEWEST);
        }
        return tensors
                .join(Columns.ids(context.spark(), chosen), OBJECT_ID)
                .select(OBJECT_ID, PIXELS)
                .orderBy(OBJECT_ID)
                .collectAsList()
                .stream()
                .map(row -> new HeldOutImage(row.getString(0), row.getAs(1)))
                .toList();
    }
}
