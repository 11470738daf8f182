package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.survey.catalog.CatalogNames;
import org.galaxyvae.survey.catalog.CatalogRows;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a file or of the catalog: any column, compared as text without blanks at its ends; none means unlabeled.
 *
 * @param rows {@code object_id}, {@code label}; one row an id
 * @param count how many
 * @param notes what is worth telling of the file
 */
record Labels(Dataset<Row> rows, long count, List<String> notes) {
    private static final int VALUES_NAMED = 20;

    Labels {
        notes = List.copyOf(notes);
    }

    /**
     * Reads labels.
     *
     * @param file CSV, Parquet, FITS or VOTable whose id column {@code ingest.catalog.id} names; null for the catalog
     * @throws RequestException where there is no such column, or no object has one of the positive values
     * @throws InvalidDataException where there is no such file, or no object has a label
     */
    static Labels read(StageContext context, @Nullable String file, String column, List<String> positive) {
        List<String> notes = new ArrayList<>();
        Dataset<Row> table = file == null ? context.tables().read(Specs.CATALOG) : ofFile(context, file, notes);
        String name = named(table, column, file == null ? "the catalog" : "file " + file);
        Dataset<Row> labels = table.select(
                        col(CatalogNames.ID),
                        functions
                                .trim(table.col("`" + name + "`").cast("string"))
                                .as("label"))
                .where("label <> ''");
        long count = labels.count();
        if (count == 0) {
            throw new InvalidDataException("Cannot evaluate label " + column + ": no object has a value");
        }
        requireValues(labels, column, positive);
        return new Labels(labels, count, notes);
    }

    private static Dataset<Row> ofFile(StageContext context, String file, List<String> notes) {
        String folder = new Path(context.workspace().staging(context.runId()), "labels").toString();
        CatalogRows read = CatalogRows.read(
                context.spark(), file, context.settings().ingest().catalog(), folder);
        if (read.duplicates() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d rows of %s repeat an id; of each id the row that is first by all its columns counts",
                    read.duplicates(),
                    file));
        }
        if (read.invalidIds() > 0) {
            notes.add(String.format(Locale.ROOT, "%,d rows of %s have no valid id", read.invalidIds(), file));
        }
        // there in every catalog, whatever the file has
        return read.rows().drop(CatalogNames.RA, CatalogNames.DEC);
    }

    /** The column as the user writes it, or as tables would. */
    private static String named(Dataset<Row> table, String column, String where) {
        List<String> there = Arrays.asList(table.columns());
        String snake = CatalogNames.of(List.of(column)).get(0);
        return List.of(column, snake).stream()
                .filter(name -> there.contains(name) && !name.equals(CatalogNames.ID))
                .findFirst()
                .orElseThrow(() -> new RequestException("Invalid --label-column " + column + ": " + where
                        + " has no such column, expected one of "
                        + there.stream()
                                .filter(name -> !name.equals(CatalogNames.ID))
                                .collect(Collectors.joining(", "))));
    }

    private static void requireValues(Dataset<Row> labels, String column, List<String> positive) {
        List<String> found =
                labels.where(col("label").isin(positive.toArray())).select("label").distinct().collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList();
        List<String> missing =
                positive.stream().filter(value -> !found.contains(value)).toList();
        if (!missing.isEmpty()) {
            throw new RequestException(
                    "Invalid --positive " + String.join(",", missing) + ": no object has this " + column
                            + ", expected values such as "
                            + labels
                                    .groupBy("label")
                                    .count()
                                    .orderBy(functions.col("count").desc(), functions.col("label"))
                                    .takeAsList(VALUES_NAMED)
                                    .stream()
                                    .map(row -> row.getString(0))
                                    .collect(Collectors.joining(", ")));
        }
    }
}
