package org.galaxyvae.artefact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.candidate.Chosen;
import org.galaxyvae.image.ContactSheet;
import org.galaxyvae.image.Picture;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.OutputDirectory;
import org.galaxyvae.stage.StageContext;

/** The likeliest artefacts to look at. */
record Gallery(StageContext context, ModelChoice model, String out) {
    private static final ContactSheet SHEET = new ContactSheet(10, 128);

    /**
     * Writes artefacts.png.
     *
     * @param rows of {@code artefacts}, in the order in which they are shown
     */
    String write(List<Row> rows) {
        Map<String, Picture> pictures = Chosen.pictures(
                context,
                model,
                rows.stream().map(row -> row.<String>getAs("object_id")).toList());
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
