package org.galaxyvae.show.sheet;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.DTYPE;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SATURATED_SHARE;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/** Draws the prepared images of chosen objects: what the network sees, and what a quality flag means. */
public final class SheetStage {
    private static final int COLUMNS = 10;
    private static final int TILE_PIXELS = 128;
    private static final int MOST = 1000;
    private static final int LINE_CHARACTERS = 20;

    private SheetStage() {}

    /**
     * Draws a sheet.
     *
     * @param out the folder that takes sheet.png
     * @param preparationId null for the only or latest one
     * @param where an SQL condition on columns of tensors, quality and morphology; empty for all
     * @param order an SQL order by the same columns; empty: by object_id
     * @param limit objects drawn at most, 1 to 1000
     * @throws RequestException where condition or order do not hold for these columns, or nothing meets them
     */
    public static SheetSummary run(
            StageContext context, String out, @Nullable String preparationId, String where, String order, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new RequestException("Invalid --limit " + limit + ", expected 1 to " + MOST);
        }
        Dataset<Row> chosen;
        List<Row> rows;
        long matching;
        try {
            chosen = measured(context, preparationId == null ? latest(context) : preparationId);
            chosen = where.isBlank() ? chosen : chosen.where(where);
            matching = chosen.count();
            rows = chosen.orderBy(functions.expr(order.isBlank() ? "object_id" : "struct(" + order + ")"))
                    .select(OBJECT_ID, FLAGS, HEIGHT, WIDTH, PIXELS)
                    .takeAsList(limit);
        } catch (InvalidDataException | RequestException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            throw new RequestException("Invalid --where or --order: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        if (rows.isEmpty()) {
            throw new RequestException(
                    "Cannot draw a sheet: no uint8 tensor" + (where.isBlank() ? "" : " meets --where " + where));
        }
        List<ContactSheet.Cell> cells = cells(rows);
        byte[] png = new ContactSheet(Math.min(COLUMNS, cells.size()), TILE_PIXELS).png(cells);
        String sheet = OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration())
                .write("sheet.png", png);
        return new SheetSummary(rows.size(), matching, sheet);
    }

    /** Each image with its flags, all with as many lines below. */
    private static List<ContactSheet.Cell> cells(List<Row> rows) {
        List<List<String>> flags = rows.stream().map(SheetStage::flags).toList();
        int lines = flags.stream().mapToInt(List::size).max().orElse(0);
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<String> captions = new ArrayList<>(List.of(row.getString(0)));
            captions.addAll(flags.get(i));
            captions.addAll(Collections.nCopies(lines - flags.get(i).size(), ""));
            cells.add(new ContactSheet.Cell(
                    List.of(new Picture(row.getInt(2), row.getInt(3), row.<byte[]>getAs(4))), captions));
        }
        return cells;
    }

    /** The flags that are set, as many a line as fit under a tile. */
    private static List<String> flags(Row row) {
        List<String> lines = new ArrayList<>();
        if (!row.isNullAt(1)) {
            for (QualityFlag flag : QualityFlag.of(row.getInt(1))) {
                int last = lines.size() - 1;
                if (last >= 0 && lines.get(last).length() + flag.label().length() < LINE_CHARACTERS) {
                    lines.set(last, lines.get(last) + " " + flag.label());
                } else {
                    lines.add(flag.label());
                }
            }
        }
        return lines;
    }

    private static String latest(StageContext context) {
        List<Row> preparations = context.tables()
                .read(Specs.TENSORS)
                .groupBy(PREPARATION_ID)
                .agg(functions.max(INGESTED_AT).as("latest"))
                .orderBy(col("latest").desc())
                .collectAsList();
        return preparations.isEmpty() ? "" : preparations.get(0).getString(0);
    }

    private static Dataset<Row> measured(StageContext context, String preparationId) {
        Dataset<Row> quality = context.tables()
                .read(Specs.QUALITY)
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .drop(PREPARATION_ID, CONTENT_HASH);
        Dataset<Row> morphology = context.tables()
                .read(Specs.MORPHOLOGY)
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .drop(PREPARATION_ID, CONTENT_HASH, SATURATED_SHARE); // quality has it at more pixels
        return context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(preparationId).and(col(DTYPE).equalTo("uint8")))
                .join(quality, OBJECT_ID)
                .join(morphology, OBJECT_ID);
    }
}
