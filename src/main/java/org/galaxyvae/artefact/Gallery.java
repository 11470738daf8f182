package org.galaxyvae.artefact;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.image.ContactSheet;
import org.galaxyvae.image.Picture;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.OutputDirectory;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;

/** The likeliest artefacts to look at. */
record Gallery(StageContext context, ModelChoice model, String out) {
    private static final ContactSheet SHEET = new ContactSheet(10, 128);

    /**
     * Writes artefacts.png.
     *
     * @param rows of {@code artefacts}, in the order in which they are shown
     */
    String write(List<Row> rows) {
        Map<String, Picture> pictures = new HashMap<>();
        context.tables()
                .readOrEmpty(Specs.TENSORS)
                .where(col("preparation_id")
                        .equalTo(model.preparationId())
                        .and(col("object_id")
                                .isin(rows.stream()
                                        .map(row -> row.<String>getAs("object_id"))
                                        .toArray())))
                .select("object_id", "height", "width", "pixels")
                .collectAsList()
                .forEach(row -> pictures.put(
                        row.getString(0), new Picture(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3))));
        List<ContactSheet.Cell> cells = rows.stream()
                .map(row -> new ContactSheet.Cell(
                        Arrays.asList(pictures.get(row.<String>getAs("object_id"))),
                        List.of(row.<String>getAs("object_id"), caption(row))))
                .toList();
        return OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration())
                .write("artefacts.png", SHEET.png(cells));
    }

    private static String caption(Row row) {
        String kind = row.getAs("kind");
        Integer cluster = row.getAs("residual_cluster");
        return String.format(
                Locale.ROOT,
                "%.2f %s%s",
                row.<Double>getAs("artefact_probability"),
                kind == null ? "" : kind,
                cluster == null ? "" : " c" + cluster);
    }
}
