package org.galaxyvae.survey.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.run.LiteralPath;

/** Text tables with a header, through Spark's own reader. */
final class CsvTable {
    private CsvTable() {}

    /**
     * The table.
     *
     * @param folder takes a copy where Spark could not read the file as it stands
     * @param textColumns of a header, the columns that must stay text whatever they look like
     */
    static SourceTable read(
            SparkSession spark,
            InputFile file,
            byte[] head,
            String folder,
            Function<List<String>, Set<Integer>> textColumns)
            throws IOException {
        CsvDialect dialect = CsvDialect.of(head);
        boolean asItStands = file.isNamedForItsPacking() && dialect.charset().equals(StandardCharsets.UTF_8);
        Path path = asItStands ? file.path() : copy(spark, file, dialect, folder);
        StructType inferred = reader(spark, dialect)
                .option("inferSchema", "true")
                .csv(LiteralPath.of(path))
                .schema();
        List<String> header = header(spark, dialect, LiteralPath.of(path), inferred.fieldNames());
        Set<Integer> texts = textColumns.apply(header);
        StructType schema = new StructType();
        for (int i = 0; i < header.size(); i++) {
            StructField field = inferred.fields()[i];
            schema = schema.add(SourceTable.name(i), texts.contains(i) ? DataTypes.StringType : field.dataType(), true);
        }
        return new SourceTable(
                header,
                reader(spark, dialect)
                        .schema(schema.add(SourceTable.MALFORMED, DataTypes.StringType, true))
                        .option("columnNameOfCorruptRecord", SourceTable.MALFORMED)
                        // else a row's number of values is checked in some queries and not in others
                        .option("columnPruning", "false")
                        .csv(LiteralPath.of(path)));
    }

    private static DataFrameReader reader(SparkSession spark, CsvDialect dialect) {
        return spark.read()
                .option("header", "true")
                .option("escape", "\"")
                .option("comment", "#")
                .option("sep", String.valueOf(dialect.separator()))
                .option("multiLine", String.valueOf(dialect.multiline()));
    }

    /**
     * The names as they are written: Spark puts its number behind each of several that differ in case alone, or not at all, and
     * makes up those that are empty.
     */
    private static List<String> header(SparkSession spark, CsvDialect dialect, String literal, String[] given) {
        List<String> header = new ArrayList<>();
        boolean numbered = IntStream.range(0, given.length).anyMatch(i -> given[i].endsWith(Integer.toString(i)));
        Row written = numbered
                ? reader(spark, dialect).option("header", "false").csv(literal).first()
                : RowFactory.create((Object[]) given);
        for (int i = 0; i < given.length; i++) {
            String name = i < written.size() && !written.isNullAt(i) ? written.getString(i) : given[i];
            header.add(name.strip());
        }
        return header;
    }

    /** A plain UTF-8 copy. */
    private static Path copy(SparkSession spark, InputFile file, CsvDialect dialect, String folder) throws IOException {
        Path copy = new Path(folder, "catalog.csv");
        FileSystem files = copy.getFileSystem(spark.sparkContext().hadoopConfiguration());
        try (InputStream in = file.open();
                Reader reader = new InputStreamReader(in, dialect.charset());
                Writer writer = new OutputStreamWriter(files.create(copy, true), StandardCharsets.UTF_8)) {
            reader.transferTo(writer);
        }
        return copy;
    }
}
