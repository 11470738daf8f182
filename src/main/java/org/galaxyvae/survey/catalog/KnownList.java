package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.MATCHED;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_ID;
import static org.galaxyvae.base.row.ColumnNames.VALUE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.pixel.sky.Designation;
import org.jspecify.annotations.Nullable;

/**
 * A list of known objects, such as SIMBAD, NED and VizieR give, in any format that a catalog may have.
 *
 * @param rows matched_id, ra_deg, dec_deg and matched (map of text to text), none null: the rows with a position
 * @param count all rows of the file
 * @param withoutPosition rows that give none
 * @param invalidPositions rows whose right ascension or declination is no number in range
 * @param malformedRows rows with more or fewer values than columns; used as far as they go
 * @param columnsLeftOut columns beyond those that {@code matched} takes
 * @param examples the first invalid positions, as they are written
 */
public record KnownList(
        Dataset<Row> rows,
        long count,
        long withoutPosition,
        long invalidPositions,
        long malformedRows,
        int columnsLeftOut,
        List<String> examples) {
    private static final int COLUMNS_MOST = 64;
    private static final int CHARACTERS_MOST = 256;
    private static final int EXAMPLES = 3;
    private static final String WRITTEN = "written";

    private static final UserDefinedFunction DESIGNATION =
            functions.udf((UDF2<Double, Double, String>) Designation::of, DataTypes.StringType);

    public KnownList {
        examples = List.copyOf(examples);
    }

    /** How many {@code rows} there are. */
    public long placed() {
        return count - withoutPosition - invalidPositions;
    }

    /**
     * Which columns to read; null: the first that has one of the usual names.
     *
     * @param table which, where the file has several: name or number, from 1; empty: the first
     */
    public record Columns(
            @Nullable String ra,
            @Nullable String dec,
            @Nullable String id,
            String table) {}

    /**
     * Reads a list.
     *
     * @param folder an empty or new folder that Spark's executors reach, whose rows live as long as it
     * @throws InvalidDataException where there is no such file, it is no table, has no such column or no row with a position
     */
    public static KnownList read(SparkSession spark, String location, Columns columns, String folder) {
        SourceTable table = CatalogSource.open(
                spark,
                location,
                columns.table(),
                folder,
                // as it is written, digit by digit
                header -> IntStream.range(0, header.size()).boxed().collect(Collectors.toSet()));
        KnownColumns places = KnownColumns.of(table.header(), columns, location);
        try {
            return checked(table, places, location);
        } catch (InvalidDataException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            throw InputFile.of(location, spark.sparkContext().hadoopConfiguration())
                    .invalid("it is damaged or cannot be read", e);
        }
    }

    private static KnownList checked(SourceTable table, KnownColumns places, String location) {
        SkyColumn ra = SkyColumn.of(table.column(places.ra()), table.type(places.ra()), true);
        SkyColumn dec = SkyColumn.of(table.column(places.dec()), table.type(places.dec()), false);
        Column malformed = List.of(table.rows().columns()).contains(SourceTable.MALFORMED)
                ? col(SourceTable.MALFORMED).isNotNull()
                : lit(false);
        List<Integer> others = IntStream.range(0, table.header().size())
                .filter(i -> !places.has(i))
                .boxed()
                .toList();
        List<Integer> taken = others.subList(0, Math.min(COLUMNS_MOST, others.size()));
        Dataset<Row> all = table.rows()
                .select(
                        id(table, places.id()).as("id"),
                        ra.degrees().as(CatalogNames.RA),
                        dec.degrees().as(CatalogNames.DEC),
                        ra.invalid().or(dec.invalid()).as("invalid"),
                        functions
                                .concat(lit("ra "), ra.written(), lit(", dec "), dec.written())
                                .as(WRITTEN),
                        malformed.as("malformed"),
                        matched(table, taken).as(MATCHED));
        Column placed =
                col(CatalogNames.RA).isNotNull().and(col(CatalogNames.DEC).isNotNull());
        Row counts = all.agg(
                        functions.count(lit(1)), count_if(placed), count_if(col("invalid")), count_if(col("malformed")))
                .first();
        List<String> examples = counts.getLong(2) == 0 ? List.of() : examples(all);
        if (counts.getLong(1) == 0) {
            throw new InvalidDataException("Cannot read catalog " + location + ": none of its " + counts.getLong(0)
                    + " rows has a position" + (examples.isEmpty() ? "" : ", such as " + examples.get(0))
                    + "; expected J2000 degrees, or text as 12:34:56.7, in "
                    + table.header().get(places.ra()) + " and "
                    + table.header().get(places.dec()));
        }
        return new KnownList(
                named(all.where(placed)),
                counts.getLong(0),
                counts.getLong(0) - counts.getLong(1) - counts.getLong(2),
                counts.getLong(2),
                counts.getLong(3),
                others.size() - taken.size(),
                examples);
    }

    /** Positions that cannot be read, as they are written. */
    private static List<String> examples(Dataset<Row> all) {
        return all.where(col("invalid")).select(WRITTEN).orderBy(WRITTEN).takeAsList(EXAMPLES).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Where the list has no id, the position makes one. */
    private static Dataset<Row> named(Dataset<Row> placed) {
        return placed.select(
                coalesce(col("id"), DESIGNATION.apply(col(CatalogNames.RA), col(CatalogNames.DEC)))
                        .as(MATCHED_ID),
                col(CatalogNames.RA),
                col(CatalogNames.DEC),
                col(MATCHED));
    }

    /** Null where the row has none. */
    private static Column id(SourceTable table, int place) {
        if (place < 0) {
            return lit(null).cast(DataTypes.StringType);
        }
        Column text = substring(CellText.of(table.column(place), table.type(place)), 1, CHARACTERS_MOST);
        return when(functions.length(text).gt(0), text);
    }

    private static Column matched(SourceTable table, List<Integer> places) {
        Set<String> names = new HashSet<>();
        List<Column> entries = new ArrayList<>();
        for (int place : places) {
            String given = table.header().get(place);
            String name = given.substring(0, Math.min(CHARACTERS_MOST, given.length()));
            String unique = name;
            for (int again = 2; !names.add(unique); again++) {
                unique = name + "_" + again;
            }
            Column text = substring(trim(table.column(place).cast(DataTypes.StringType)), 1, CHARACTERS_MOST);
            // NaN is how some formats write nothing
            Column told = functions.length(text).gt(0).and(text.notEqual("NaN"));
            entries.add(struct(lit(unique).as("key"), when(told, text).as(VALUE)));
        }
        Column none = functions.map().cast(DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
        return entries.isEmpty()
                ? none
                : functions.map_from_entries(functions.filter(
                        array(entries.toArray(Column[]::new)),
                        entry -> entry.getField("value").isNotNull()));
    }
}
