package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.config.Settings.CatalogColumns;
import org.galaxyvae.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/** Reads the user's catalog, a CSV file with a header (packed or not), in the form of the table {@code catalog}. */
final class CatalogFile {
    /** The table's name for the column that names an object's image. */
    static final String FILE = "catalog_file";

    /** True where a right ascension or declination was given that is no number in range. */
    static final String INVALID_POSITION = "invalid_position";

    private final SparkSession spark;
    private final String location;
    private final CatalogColumns columns;

    CatalogFile(SparkSession spark, String location, CatalogColumns columns) {
        this.spark = spark;
        this.location = location;
        this.columns = columns;
    }

    /**
     * All rows: object_id, ra_deg, dec_deg, {@link #FILE} where the user has such a column, {@link #INVALID_POSITION}, and
     * the user's other columns with their inferred types.
     *
     * @throws InvalidDataException where the file or its id column is missing
     */
    Dataset<Row> rows() {
        Path path = existing();
        StructType inferred =
                reader().option("inferSchema", "true").csv(path.toString()).schema();
        List<String> header =
                Arrays.stream(inferred.fieldNames()).map(String::strip).toList();
        String id = find(header, columns.id());
        if (id == null) {
            throw new InvalidDataException("Cannot read catalog " + location + ": no id column " + columns.id()
                    + ", found " + String.join(", ", header) + "; name it with ingest.catalog.id");
        }
        String file = find(header, columns.file());
        String ra = find(header, columns.ra());
        String dec = find(header, columns.dec());
        Set<String> ours = new HashSet<>(Arrays.asList(id, file, ra, dec));

        // Ids of 18 digits and file names of digits alone must never become numbers, and positions are checked below.
        StructType asText = new StructType();
        for (int i = 0; i < header.size(); i++) {
            StructField field = inferred.fields()[i];
            asText = asText.add("c" + i, ours.contains(header.get(i)) ? DataTypes.StringType : field.dataType(), true);
        }
        Dataset<Row> rows = reader().schema(asText).csv(path.toString());

        List<String> others =
                header.stream().filter(name -> !ours.contains(name)).toList();
        List<String> names = ColumnNames.of(others);
        Column raDeg = degrees(header, ra);
        Column decDeg = degrees(header, dec);
        Column raGood = raDeg.between(0, 360);
        Column decGood = decDeg.between(-90, 90);
        List<Column> selected = new ArrayList<>(List.of(
                trim(column(header, id)).as("object_id"),
                when(raGood, raDeg).as("ra_deg"),
                when(decGood, decDeg).as("dec_deg"),
                isInvalid(header, ra, raGood)
                        .or(isInvalid(header, dec, decGood))
                        .as(INVALID_POSITION)));
        if (file != null) {
            selected.add(trim(column(header, file)).as(FILE));
        }
        for (int i = 0; i < others.size(); i++) {
            selected.add(column(header, others.get(i)).as(names.get(i)));
        }
        return rows.select(selected.toArray(Column[]::new));
    }

    private Path existing() {
        try {
            Path path = new Path(location);
            var files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (files.exists(path)) {
                return files.makeQualified(path);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot read catalog " + location + ": " + e.getMessage(), e);
        }
        throw new InvalidDataException("Cannot read catalog " + location + ": no such file");
    }

    private org.apache.spark.sql.DataFrameReader reader() {
        return spark.read().option("header", "true").option("escape", "\"");
    }

    private static @Nullable String find(List<String> header, String name) {
        if (header.contains(name)) {
            return name;
        }
        return header.stream()
                .filter(found -> found.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private static Column column(List<String> header, String name) {
        return col("c" + header.indexOf(name));
    }

    /** A number, or null where the user has no such column or wrote something else. */
    private static Column degrees(List<String> header, @Nullable String name) {
        if (name == null) {
            return lit(null).cast(DataTypes.DoubleType);
        }
        Column number = trim(column(header, name)).cast(DataTypes.DoubleType);
        return when(isnan(number), lit(null)).otherwise(number);
    }

    /** Something was written, other than the usual words for nothing, and it is no number in range. */
    private static Column isInvalid(List<String> header, @Nullable String name, Column good) {
        if (name == null) {
            return lit(false);
        }
        Column text = trim(column(header, name));
        return length(text)
                .gt(0)
                .and(org.apache
                        .spark
                        .sql
                        .functions
                        .lower(text)
                        .isin("nan", "null", "none")
                        .unary_$bang())
                .and(org.apache.spark.sql.functions.coalesce(good, lit(false)).unary_$bang());
    }
}
