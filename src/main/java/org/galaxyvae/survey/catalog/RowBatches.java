package org.galaxyvae.survey.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.TableSink;

/** Takes the rows of a FITS file or VOTable as they come and leaves them as Parquet, so that few are in memory at a time. */
final class RowBatches implements TableSink {
    private static final int MAX_ROWS = 50_000;

    /** Boxed in Java these are some 100 MB. */
    private static final long MAX_VALUES = 4_000_000;

    private final SparkSession spark;
    private final String folder;
    private final List<Row> batch = new ArrayList<>();
    private List<StarColumn> columns = List.of();
    private StructType schema = new StructType();
    private int batchRows = MAX_ROWS;

    RowBatches(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = folder;
    }

    @Override
    public void acceptMetadata(StarTable table) {
        List<StarColumn> found = new ArrayList<>();
        long values = 0;
        for (int i = 0; i < table.getColumnCount(); i++) {
            found.add(StarColumn.of(table.getColumnInfo(i)));
            values += StarColumn.values(table.getColumnInfo(i));
            schema = schema.add(SourceTable.name(i), found.get(i).type(), true);
        }
        columns = List.copyOf(found);
        batchRows = (int) Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / Math.max(1, values)));
    }

    @Override
    public void acceptRow(Object[] cells) {
        Object[] values = new Object[cells.length];
        Arrays.setAll(values, i -> columns.get(i).value(cells[i]));
        batch.add(RowFactory.create(values));
        if (batch.size() == batchRows) {
            write();
        }
    }

    @Override
    public void endRows() {
        write(); // also where it is empty: the folder then has the schema
    }

    /** The user's column names. */
    List<String> header() {
        return columns.stream().map(column -> column.name().strip()).toList();
    }

    /** Where the rows are, to be read with this. */
    StructType schema() {
        return schema;
    }

    private void write() {
        spark.createDataFrame(batch, schema).write().mode(SaveMode.Append).parquet(folder);
        batch.clear();
    }
}
