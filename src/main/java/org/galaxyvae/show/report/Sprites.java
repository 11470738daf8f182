package org.galaxyvae.show.report;

import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.pixel.draw.Picture;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Small pictures of many objects as one; they are made small where their pixels are. */
final class Sprites {
    private static final int SIDE = 32;

    private Sprites() {}

    /**
     * One picture of many.
     *
     * @param count the first so many points have a tile, black where a tensor is gone; row by row
     * @param columns tiles a row
     * @param side of a tile, pixels
     */
    record Sheet(int count, int columns, int side, String uri) {}

    /** Of the first of the objects, or null where none is wanted. */
    static @Nullable Sheet of(ReportedRun run, List<String> ids) {
        int count = Math.min(ids.size(), run.context().settings().report().mapSprites());
        if (count == 0) {
            return null;
        }
        Map<String, byte[]> tiles = tiles(run, ids.subList(0, count));
        int columns = (int) Math.ceil(Math.sqrt(count));
        int rows = (count + columns - 1) / columns;
        byte[] sheet = new byte[rows * SIDE * columns * SIDE * 3];
        for (int i = 0; i < count; i++) {
            byte[] tile = tiles.get(ids.get(i));
            for (int row = 0; tile != null && row < SIDE; row++) {
                int to = ((Math.floorDiv(i, columns) * SIDE + row) * columns + i % columns) * SIDE * 3;
                System.arraycopy(tile, row * SIDE * 3, sheet, to, SIDE * 3);
            }
        }
        try (DataUri uris = DataUri.forPixels(0)) {
            return new Sheet(count, columns, SIDE, uris.small(new Picture(rows * SIDE, columns * SIDE, sheet)));
        }
    }

    private static Map<String, byte[]> tiles(ReportedRun run, List<String> ids) {
        Dataset<Row> wanted = Chosen.ids(run.context().spark(), ids);
        Map<String, byte[]> tiles = new HashMap<>();
        run.context()
                .tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(run.model().preparationId()))
                .join(functions.broadcast(wanted), OBJECT_ID)
                .select(OBJECT_ID, HEIGHT, WIDTH, PIXELS)
                .map(
                        (MapFunction<Row, Tuple2<String, byte[]>>) row -> new Tuple2<>(
                                row.getString(0),
                                new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))
                                        .reduced(SIDE)
                                        .rgb()),
                        Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
                .collectAsList()
                .forEach(tile -> tiles.put(tile._1(), tile._2()));
        return tiles;
    }
}
