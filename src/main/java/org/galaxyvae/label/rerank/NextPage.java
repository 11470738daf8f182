package org.galaxyvae.label.rerank;

import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_SD;
import static org.galaxyvae.base.row.ColumnNames.LABEL_NEXT_RANK;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.CsvLines;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;

/** What to label next, to look at and to fill in. */
record NextPage(StageContext context, ModelChoice model, String out) {
    private static final ContactSheet SHEET = new ContactSheet(10, 128);
    private static final List<String> COLUMNS =
            List.of("object_id", "interest", "artefact", "comment", "labeler", "labeled_at", "run_id");

    /**
     * Writes label-next.png and label-next.csv.
     *
     * @param next rows of {@code interest}, the first to label first
     */
    List<String> write(List<Row> next) {
        OutputDirectory folder =
                OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration());
        Map<String, Picture> pictures = Chosen.pictures(
                context,
                model,
                next.stream().map(row -> row.<String>getAs(OBJECT_ID)).toList());
        List<ContactSheet.Cell> cells = next.stream()
                .map(row -> new ContactSheet.Cell(
                        Arrays.asList(pictures.get(row.<String>getAs(OBJECT_ID))),
                        List.of(
                                "#" + row.getAs(LABEL_NEXT_RANK) + " " + row.getAs(OBJECT_ID),
                                String.format(
                                        Locale.ROOT,
                                        "interest %.2f ± %.2f",
                                        row.<Double>getAs(INTEREST),
                                        row.<Double>getAs(INTEREST_SD)))))
                .toList();
        return List.of(
                folder.write("label-next.csv", csv(next).getBytes(StandardCharsets.UTF_8)),
                folder.write("label-next.png", SHEET.png(cells)));
    }

    /** A labels.csv whose judgments are left to fill in. */
    private String csv(List<Row> next) {
        CsvLines lines = new CsvLines();
        return next.stream()
                .map(row -> lines.of(
                        Arrays.asList(row.<String>getAs(OBJECT_ID), null, null, null, null, null, context.runId())))
                .collect(Collectors.joining("", lines.of(COLUMNS), ""));
    }
}
