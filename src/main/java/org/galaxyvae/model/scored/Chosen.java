package org.galaxyvae.model.scored;

import static org.apache.spark.sql.functions.col;

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
                .where(col("preparation_id").equalTo(model.preparationId()))
                .select("object_id", "height", "width", "channels", "pixels")
                .join(ids(context.spark(), objectIds), "object_id");
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
