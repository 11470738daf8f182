package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.run.LiteralPath;

/** Parquet files, and folders of them. */
final class ParquetTable {
    private ParquetTable() {}

    /** A file or folder that begins as Parquet does. */
    static SourceTable read(SparkSession spark, InputFile file) throws IOException {
        if (!file.isFolder() && !endsAsParquet(file)) { // Spark would say so too, after a page of stack traces
            throw file.invalid("the Parquet file ends too early");
        }
        Dataset<Row> rows = spark.read().parquet(LiteralPath.of(file.path()));
        List<String> header = Arrays.asList(rows.schema().fieldNames());
        Column[] columns = new Column[header.size()];
        for (int i = 0; i < columns.length; i++) {
            DataType type = rows.schema().fields()[i].dataType();
            columns[i] = plain(col("`" + header.get(i).replace("`", "``") + "`"), type)
                    .as(SourceTable.name(i));
        }
        return new SourceTable(header, rows.select(columns));
    }

    /** The first file that Spark would read, or nothing but an empty array of its first bytes. */
    static byte[] headOfFolder(InputFile folder) throws IOException {
        RemoteIterator<LocatedFileStatus> found = folder.files().listFiles(folder.path(), true);
        while (found.hasNext()) {
            LocatedFileStatus status = found.next();
            String name = status.getPath().getName();
            if (!name.startsWith("_") && !name.startsWith(".")) {
                try (InputStream in = folder.files().open(status.getPath())) {
                    return in.readNBytes(4);
                }
            }
        }
        return new byte[0];
    }

    private static boolean endsAsParquet(InputFile file) throws IOException {
        long length = file.files().getFileStatus(file.path()).getLen();
        try (FSDataInputStream in = file.files().open(file.path())) {
            in.seek(Math.max(0, length - 4));
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
        }
    }

    /** Types that every table format here has, and that rows can be ordered by. */
    private static Column plain(Column column, DataType type) {
        if (type.equals(DataTypes.ByteType) || type.equals(DataTypes.ShortType)) {
            return column.cast(DataTypes.IntegerType);
        }
        if (type instanceof ArrayType array) {
            return array.elementType() instanceof NumericType
                    ? column.cast(DataTypes.createArrayType(DataTypes.DoubleType))
                    : array.elementType().equals(DataTypes.StringType) ? column : to_json(column);
        }
        if (type instanceof BinaryType) {
            return base64(column);
        }
        return type instanceof MapType || type instanceof StructType ? to_json(column) : column;
    }
}
