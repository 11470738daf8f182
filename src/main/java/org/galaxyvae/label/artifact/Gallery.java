package org.galaxyvae.label.artifact;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.galaxyvae.base.row.ColumnNames.ARTEFACT_PROBABILITY;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.RESIDUAL_CLUSTER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.jspecify.annotations.Nullable;

/** The likeliest artifacts to look at: of all, of each kind, and of each cluster of residual maps. */
record Gallery(StageContext context, ModelChoice model, String out) {
    private static final int COLUMNS = 10;
    private static final ContactSheet SHEET = new ContactSheet(COLUMNS, 128);

    /**
     * Writes artefacts.png, artefacts-KIND.png of each kind, and artefacts-clusters.png, a row for each cluster.
     *
     * @param artifacts rows of the table of artifacts
     * @param most objects on the first sheets
     */
    List<String> write(Dataset<Row> artifacts, int most) {
        List<Row> first = likeliest(artifacts, most);
        Map<String, List<Row>> kinds = new TreeMap<>(likeliestOf("kind", artifacts, most).stream()
                .collect(Collectors.groupingBy(row -> row.<String>getAs(KIND))));
        Map<Integer, List<Row>> clusters = new TreeMap<>(likeliestOf("residual_cluster", artifacts, COLUMNS).stream()
                .collect(Collectors.groupingBy(row -> row.<Integer>getAs(RESIDUAL_CLUSTER))));
        Map<String, Picture> pictures = Chosen.pictures(
                context,
                model,
                Stream.of(Stream.of(first), kinds.values().stream(), clusters.values().stream())
                        .flatMap(lists -> lists)
                        .flatMap(List::stream)
                        .map(row -> row.<String>getAs(OBJECT_ID))
                        .distinct()
                        .toList());
        OutputDirectory folder =
                OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration());
        List<String> files = new ArrayList<>();
        files.add(folder.write("artefacts.png", SHEET.png(cells(first, pictures))));
        kinds.forEach((kind, rows) ->
                files.add(folder.write("artefacts-" + kind + ".png", SHEET.png(cells(rows, pictures)))));
        if (!clusters.isEmpty()) {
            List<ContactSheet.Cell> cells = new ArrayList<>();
            clusters.values().forEach(rows -> {
                cells.addAll(cells(rows, pictures));
                while (cells.size() % COLUMNS > 0) {
                    cells.add(new ContactSheet.Cell(List.of(), List.of()));
                }
            });
            files.add(folder.write("artefacts-clusters.png", SHEET.png(cells)));
        }
        return files;
    }

    private static List<Row> likeliest(Dataset<Row> rows, int most) {
        return rows.orderBy(col(ARTEFACT_PROBABILITY).desc(), col(OBJECT_ID)).takeAsList(most);
    }

    /** So many of each value of a column. */
    private static List<Row> likeliestOf(String column, Dataset<Row> artifacts, int most) {
        return artifacts
                .where(col(column).isNotNull())
                .withColumn(
                        PLACE,
                        row_number()
                                .over(Window.partitionBy(column)
                                        .orderBy(col(ARTEFACT_PROBABILITY).desc(), col(OBJECT_ID))))
                .where(col(PLACE).leq(most))
                .orderBy(PLACE)
                .collectAsList();
    }

    private static List<ContactSheet.Cell> cells(List<Row> rows, Map<String, Picture> pictures) {
        return rows.stream()
                .map(row -> {
                    String objectId = row.getAs(OBJECT_ID);
                    List<@Nullable Picture> own = Arrays.asList(pictures.get(objectId));
                    return new ContactSheet.Cell(own, List.of(objectId, caption(row)));
                })
                .toList();
    }

    private static String caption(Row row) {
        String kind = row.getAs(KIND);
        Integer cluster = row.getAs(RESIDUAL_CLUSTER);
        return String.format(
                Locale.ROOT,
                "%.2f %s%s",
                row.<Double>getAs(ARTEFACT_PROBABILITY),
                kind == null ? "" : kind,
                cluster == null ? "" : " c" + cluster);
    }
}
