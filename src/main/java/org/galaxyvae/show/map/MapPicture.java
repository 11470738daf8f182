package org.galaxyvae.show.map;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;
import static org.galaxyvae.base.row.ColumnNames.X;
import static org.galaxyvae.base.row.ColumnNames.Y;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.draw.SpriteMap;

/** Draws a map with the images of its objects: one of each small piece of it. */
record MapPicture(StageContext context, ModelChoice model) {
    private static final int CELLS = 40;
    private static final int CELL_PIXELS = 40;

    /**
     * Writes map.png.
     *
     * @param rows columns object_id, x and y
     * @return where it is
     */
    String write(Dataset<Row> rows, String directory) {
        OutputDirectory out =
                OutputDirectory.open(directory, context.spark().sparkContext().hadoopConfiguration());
        List<Row> sorted = rows.select(OBJECT_ID, X, Y).orderBy(OBJECT_ID).collectAsList();
        String[] ids = sorted.stream().map(row -> row.getString(0)).toArray(String[]::new);
        double[][] positions = sorted.stream()
                .map(row -> new double[] {row.getDouble(1), row.getDouble(2)})
                .toArray(double[][]::new);
        List<MapCells.Cell> cells = new MapCells(CELLS).of(ids, positions);
        Map<String, Picture> pictures =
                pictures(cells.stream().map(MapCells.Cell::objectId).toList());
        List<SpriteMap.Sprite> sprites = new ArrayList<>();
        for (MapCells.Cell cell : cells) {
            Picture picture = pictures.get(cell.objectId());
            if (picture != null) {
                sprites.add(new SpriteMap.Sprite(cell.column(), cell.row(), picture));
            }
        }
        return out.write("map.png", new SpriteMap(CELLS, CELL_PIXELS).png(sprites));
    }

    private Map<String, Picture> pictures(List<String> ids) {
        Dataset<Row> wanted =
                context.spark().createDataset(ids, Encoders.STRING()).toDF("object_id");
        Map<String, Picture> pictures = new HashMap<>();
        context.tables()
                .readOrEmpty(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(model.preparationId()))
                .join(broadcast(wanted), OBJECT_ID)
                .select(OBJECT_ID, HEIGHT, WIDTH, PIXELS)
                .collectAsList()
                .forEach(row -> pictures.put(
                        row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))));
        return pictures;
    }
}
