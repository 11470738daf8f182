package org.galaxyvae.survey.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.table.InvalidDataException;

/** Opens a table of any format that a catalog may be written in. */
final class CatalogSource {
    private static final String EXPECTED = "expected CSV with a header, Parquet, a FITS table or a VOTable";

    private CatalogSource() {}

    /**
     * The table.
     *
     * @param table which, where the file has several; empty: the first
     * @param folder takes what has to be written anew to be read by Spark
     * @param textColumns of a header, the columns that must stay text whatever they look like
     * @throws InvalidDataException where there is no such file or it is none of these
     */
    static SourceTable open(
            SparkSession spark,
            String location,
            String table,
            String folder,
            Function<List<String>, Set<Integer>> textColumns) {
        InputFile file = InputFile.of(location, spark.sparkContext().hadoopConfiguration());
        try {
            if (file.isFolder()) {
                if (CatalogFormat.of(ParquetTable.headOfFolder(file)) != CatalogFormat.PARQUET) {
                    throw file.invalid("it is a folder without Parquet files, expected a file or a folder of Parquet");
                }
                return ParquetTable.read(spark, file);
            }
            byte[] head = file.head(CatalogFormat.HEAD_BYTES);
            return switch (CatalogFormat.of(head)) {
                case CSV -> CsvTable.read(spark, file, head, folder, textColumns);
                case PARQUET -> ParquetTable.read(spark, file);
                case FITS -> rewritten(spark, folder, sink -> FitsTable.stream(file, table, sink));
                case VOTABLE -> rewritten(spark, folder, sink -> VoTable.stream(file, table, sink));
                case OTHER_XML -> throw file.invalid("it is XML or HTML and no VOTable, " + EXPECTED);
                case BINARY -> throw file.invalid("it is none of the known formats, " + EXPECTED);
                case EMPTY -> throw file.invalid("it is empty, " + EXPECTED);
            };
        } catch (InvalidDataException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            if (e instanceof AnalysisException analysis && "COLUMN_ALREADY_EXISTS".equals(analysis.getErrorClass())) {
                throw file.invalid("two of its columns have one name, or differ in case alone; rename one", e);
            }
            throw file.invalid("it is damaged or cannot be read", e);
        }
    }

    private interface Stream {
        void to(RowBatches sink) throws IOException;
    }

    private static SourceTable rewritten(SparkSession spark, String folder, Stream stream) throws IOException {
        String rows = new Path(folder, "rows").toString();
        RowBatches batches = new RowBatches(spark, rows);
        stream.to(batches);
        return new SourceTable(
                batches.header(), spark.read().schema(batches.schema()).parquet(LiteralPath.of(rows)));
    }
}
