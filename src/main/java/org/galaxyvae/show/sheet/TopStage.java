package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.P_VALUE;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.TOP_EVIDENCE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.show.gallery.TopScores;
import org.galaxyvae.survey.catalog.KnownObjects;

/** Shows the most anomalous objects: a CSV file and contact sheets of image, reconstruction and residual. */
public final class TopStage {
    private static final int CELLS_PER_SHEET = 100;
    private static final ContactSheet SHEET = new ContactSheet(5, 128);

    private TopStage() {}

    /** Runs the stage; writes into the request's directory and nothing into the workspace. */
    public static TopSummary run(StageContext context, TopRequest request) {
        if (!TopScores.numericColumns().contains(request.by())) {
            throw new RequestException(
                    "Invalid --by " + request.by() + ": not a numeric column of scores, expected one of "
                            + String.join(", ", TopScores.numericColumns()));
        }
        ModelChoice model = ModelChoice.of(context, request.modelId());
        context.spark().sparkContext().setJobDescription("top " + request.count() + " by " + request.by());
        TopScores all = TopScores.read(context, model.modelId(), request.labelColumn());
        TopScores scores = request.newOnly() ? all.newOnly() : all;
        List<Row> first = scores.first(request.count(), request.by());
        if (first.isEmpty()) {
            throw new InvalidDataException("Cannot show new objects of model " + model.modelId()
                    + ": every object that it scored is known, see galaxy-vae crossmatch --list");
        }
        TopPictures pictures = TopPictures.read(context, model, first);
        OutputDirectory out = OutputDirectory.open(
                request.out(), context.spark().sparkContext().hadoopConfiguration());
        byte[] table = TopCsv.text(first, request.labelColumn()).getBytes(StandardCharsets.UTF_8);
        String csv = out.write("top.csv", table);
        List<String> sheets = sheets(first, request.by(), pictures, out);
        List<TopSummary.TopObject> objects =
                first.stream().map(TopStage::object).toList();
        boolean labeled = request.labelColumn() != null;
        return new TopSummary(
                model.modelId(),
                request.by(),
                request.newOnly(),
                objects.size(),
                objects.stream().filter(TopSummary.TopObject::known).count(),
                sheets.get(0),
                sheets,
                csv,
                request.labelColumn(),
                labeled
                        ? objects.stream()
                                .filter(object -> TopScores.isLabeled(object.label()))
                                .count()
                        : null,
                labeled ? scores.labeled() : null,
                objects);
    }

    private static List<String> sheets(List<Row> rows, String by, TopPictures pictures, OutputDirectory out) {
        List<ContactSheet.Cell> cells = IntStream.range(0, rows.size())
                .mapToObj(i -> new ContactSheet.Cell(
                        pictures.of(rows.get(i).getAs(OBJECT_ID)), captions(i + 1, rows.get(i), by)))
                .toList();
        List<String> paths = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += CELLS_PER_SHEET) {
            String name = cells.size() <= CELLS_PER_SHEET
                    ? "top.png"
                    : String.format(Locale.ROOT, "top-%03d.png", from / CELLS_PER_SHEET + 1);
            paths.add(out.write(name, SHEET.png(cells.subList(from, Math.min(cells.size(), from + CELLS_PER_SHEET)))));
        }
        return paths;
    }

    private static List<String> captions(int place, Row row, String by) {
        List<String> captions = new ArrayList<>();
        captions.add("#" + place + " " + row.<String>getAs(OBJECT_ID));
        captions.add(String.format(
                Locale.ROOT, "score %.1f %s", row.<Double>getAs(ANOMALY_SCORE), row.<String>getAs(TOP_EVIDENCE)));
        String known = row.getAs(KnownObjects.AS);
        if (known != null) {
            captions.add("known: " + known);
        }
        if (!List.of("rank", "anomaly_score").contains(by)) {
            captions.add(by + " " + row.getAs(by));
        }
        String label = row.getAs(TopScores.LABEL);
        if (label != null) {
            captions.set(1, captions.get(1) + " · " + label);
        }
        return captions;
    }

    private static TopSummary.TopObject object(Row row) {
        return new TopSummary.TopObject(
                row.<Long>getAs(RANK),
                row.getAs(OBJECT_ID),
                row.<Double>getAs(ANOMALY_SCORE),
                row.<Double>getAs(P_VALUE),
                row.getAs(TOP_EVIDENCE),
                row.getAs(RA_DEG),
                row.getAs(DEC_DEG),
                row.<Boolean>getAs(KnownObjects.KNOWN),
                row.getAs(KnownObjects.AS),
                row.getAs(TopScores.LABEL));
    }
}
