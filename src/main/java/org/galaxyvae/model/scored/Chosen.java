package org.galaxyvae.model.scored;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CHANNELS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.Picture;

/** Few objects out of many. */
public final class Chosen {
    private Chosen() {}

    /** Their ids as a table of one column, to join with. */
    public static Dataset<Row> ids(SparkSession spark, Collection<String> objectIds) {
        return functions.broadcast(
                spark.createDataset(List.copyOf(objectIds), Encoders.STRING()).toDF("object_id"));
    }

    /** Their tensors: object_id, height, width, channels, pixels; without those that are gone. */
    public static Dataset<Row> tensors(StageContext context, ModelChoice model, Collection<String> objectIds) {
        return context.tables()
                .readOrEmpty(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(model.preparationId()))
                .select(OBJECT_ID, HEIGHT, WIDTH, CHANNELS, PIXELS)
                .join(ids(context.spark(), objectIds), OBJECT_ID);
    }

    /** Their images, to be looked at; without those that are gone. */
    public static Map<String, Picture> pictures(StageContext context, ModelChoice model, Collection<String> objectIds) {
        Map<String, Picture> pictures = new HashMap<>();
        tensors(context, model, objectIds)
                .collectAsList()
                .forEach(row -> pictures.put(
                        row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(4))));
        return pictures;
    }
}
