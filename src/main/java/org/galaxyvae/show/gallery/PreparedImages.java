package org.galaxyvae.show.gallery;

import static org.galaxyvae.base.row.ColumnNames.CHANNELS;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/** Prepared images and quality flags of some objects, in one pass over each table. */
public record PreparedImages(Map<String, Prepared> images, Map<String, List<String>> flags) {
    /** One object's pixels, uint8 [row, column, channel]. */
    public record Prepared(int height, int width, int channels, byte[] pixels, String contentHash) {
        /** To look at. */
        public Picture picture() {
            return new Picture(height, width, pixels);
        }
    }

    /** Reads them. */
    public static PreparedImages read(StageContext context, ModelChoice model, Collection<String> objectIds) {
        Map<String, Prepared> images = new HashMap<>();
        rows(context, Specs.TENSORS, model, objectIds)
                .select(OBJECT_ID, HEIGHT, WIDTH, CHANNELS, PIXELS, CONTENT_HASH)
                .collectAsList()
                .forEach(row -> images.put(
                        row.getString(0),
                        new Prepared(row.getInt(1), row.getInt(2), row.getInt(3), row.getAs(4), row.getString(5))));
        Map<String, List<String>> flags = new HashMap<>();
        for (Row row : rows(context, Specs.QUALITY, model, objectIds)
                .select(OBJECT_ID, FLAGS)
                .collectAsList()) {
            List<String> set = new ArrayList<>();
            QualityFlag.of(row.getInt(1)).forEach(flag -> set.add(flag.label()));
            flags.put(row.getString(0), set);
        }
        return new PreparedImages(images, flags);
    }

    private static Dataset<Row> rows(
            StageContext context, TableSpec table, ModelChoice model, Collection<String> objectIds) {
        return context.tables()
                .readOrEmpty(table)
                .where(functions.col(PREPARATION_ID).equalTo(model.preparationId()))
                .where(functions.col(OBJECT_ID).isin(objectIds.toArray()));
    }

    /** The object's image, or null where its tensor is gone. */
    public @Nullable Picture picture(String objectId) {
        Prepared image = images.get(objectId);
        return image == null ? null : image.picture();
    }
}
