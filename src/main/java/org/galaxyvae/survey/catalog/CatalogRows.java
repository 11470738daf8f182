package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings.CatalogColumns;
import org.galaxyvae.base.table.InvalidDataException;

/**
 * A user's catalog, checked.
 *
 * @param rows object_id, ra_deg, dec_deg, then what {@link CatalogNames} names and the user's other columns; one row an id
 * @param problems object_id (as far as it can be read) and problem, one line each: rows left out, and rows used without a part
 * @param count rows with a valid id, each id once
 * @param duplicates rows passed over because another row has their id
 * @param invalidIds rows passed over for their id
 * @param invalidPositions rows whose right ascension or declination is no number in range
 * @param malformedRows rows with more or fewer values than columns; used as far as they go
 */
public record CatalogRows(
        Dataset<Row> rows,
        Dataset<Row> problems,
        long count,
        long duplicates,
        long invalidIds,
        long invalidPositions,
        long malformedRows) {

    /**
     * Reads a catalog: CSV, Parquet, a FITS table or a VOTable, whatever its name.
     *
     * @param folder an empty or new folder on a file system that Spark's executors reach, whose rows live as long as it
     * @throws InvalidDataException where there is no such file, or it is no catalog, or has no row with an id
     */
    public static CatalogRows read(SparkSession spark, String location, CatalogColumns columns, String folder) {
        Dataset<Row> read = CatalogFile.rows(spark, location, columns, new Path(folder, "source").toString());
        try {
            return checked(read, location);
        } catch (InvalidDataException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            throw InputFile.of(location, spark.sparkContext().hadoopConfiguration())
                    .invalid("it is damaged or cannot be read", e);
        }
    }

    private static CatalogRows checked(Dataset<Row> read, String location) {
        Column valid = col(CatalogFile.ID_PROBLEM).isNull();
        Row counts = read.agg(
                        functions.count(lit(1)),
                        count_if(valid),
                        count_distinct(when(valid, col(CatalogNames.ID))),
                        count_if(col(CatalogFile.INVALID_POSITION)),
                        functions.count(
                                when(col(CatalogFile.INVALID_POSITION).unary_$bang(), col(CatalogFile.ROW_PROBLEM))))
                .first();
        if (counts.getLong(0) == 0) {
            throw new InvalidDataException("Cannot read catalog " + location + ": it has a header and no rows");
        }
        if (counts.getLong(1) == 0) {
            throw new InvalidDataException("Cannot read catalog " + location + ": none of its "
                    + counts.getLong(0) + " rows has a valid id; the first has "
                    + read.select(CatalogFile.ID_PROBLEM).first().getString(0));
        }
        Dataset<Row> valids =
                read.where(valid).drop(CatalogFile.ID_PROBLEM, CatalogFile.ROW_PROBLEM, CatalogFile.INVALID_POSITION);
        // sorting by all columns is for those that need it
        Dataset<Row> rows = counts.getLong(1) == counts.getLong(2) ? valids : CatalogMerge.oneRowEach(valids);
        return new CatalogRows(
                rows,
                problems(read, valid),
                counts.getLong(2),
                counts.getLong(1) - counts.getLong(2),
                counts.getLong(0) - counts.getLong(1),
                counts.getLong(3),
                counts.getLong(4));
    }

    private static Dataset<Row> problems(Dataset<Row> read, Column valid) {
        Dataset<Row> single = read.select(
                        col(CatalogNames.ID),
                        coalesce(col(CatalogFile.ID_PROBLEM), col(CatalogFile.ROW_PROBLEM))
                                .as("problem"))
                .where(col("problem").isNotNull());
        Dataset<Row> repeated = read.where(valid)
                .groupBy(CatalogNames.ID)
                .agg(functions.count(lit(1)).as("times"))
                .where("times > 1")
                .select(
                        col(CatalogNames.ID),
                        concat(lit("an id of "), col("times"), lit(" rows, of which one is used"))
                                .as("problem"));
        return single.unionByName(repeated);
    }

    /** How many rows have a problem or are passed over. */
    public long troubled() {
        return duplicates + invalidIds + invalidPositions + malformedRows;
    }

    /** The first problems by id, as lines; empty where there are none. */
    public List<String> examples(int atMost) {
        if (troubled() == 0) {
            return List.of();
        }
        return problems.orderBy(col(CatalogNames.ID).asc_nulls_first(), col("problem")).takeAsList(atMost).stream()
                .map(row -> (row.isNullAt(0) ? "a row" : shortened(row.getString(0))) + ": " + row.getString(1))
                .toList();
    }

    private static String shortened(String id) {
        String line = id.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 40 ? line : line.substring(0, 40) + "...";
    }
}
