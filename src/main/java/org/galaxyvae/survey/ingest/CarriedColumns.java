package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.survey.catalog.CatalogMerge;
import org.galaxyvae.survey.catalog.CatalogNames;
import org.galaxyvae.survey.source.SourceColumns;
import org.galaxyvae.survey.source.SourceKind;
import org.galaxyvae.survey.source.SourceOptions;

/** The catalog that comes inside HDF5 and Parquet sources: what they say of each image beside its pixels. */
final class CarriedColumns {
    private final SparkSession spark;
    private final Configuration hadoop;
    private final SourceOptions options;
    private final StagingFolder staging;

    CarriedColumns(SparkSession spark, SourceOptions options, StagingFolder staging) {
        this.spark = spark;
        this.hadoop = spark.sparkContext().hadoopConfiguration();
        this.options = options;
        this.staging = staging;
    }

    /**
     * The catalog with the columns of the sources that this run read for objects it does not name; the catalog itself where there
     * are none.
     *
     * @param staged the images of this run, without pixels
     * @param verdicts whose images they are
     */
    Dataset<Row> under(Dataset<Row> catalog, Dataset<Row> staged, Dataset<Row> verdicts) {
        Dataset<Row> merged = catalog;
        List<Row> sources = staged.where(col(KIND).isin(SourceKind.HDF5.label(), SourceKind.PARQUET.label()))
                .select(SOURCE_FILE, KIND)
                .distinct()
                .orderBy(SOURCE_FILE)
                .collectAsList();
        for (Row source : sources) {
            String uri = source.getString(0);
            Dataset<Row> columns = source.getString(1).equals(SourceKind.HDF5.label()) ? hdf5(uri) : parquet(uri);
            if (columns.columns().length > 1) {
                merged = CatalogMerge.over(merged, named(columns, verdicts));
            }
        }
        return merged == catalog ? catalog : staging.store("carried", merged);
    }

    /** One row an object, columns named as a catalog's. */
    private Dataset<Row> named(Dataset<Row> columns, Dataset<Row> verdicts) {
        List<String> users = Arrays.stream(columns.columns())
                .filter(name -> !name.equals("source_uri"))
                .filter(name -> !List.of(options.idColumn(), options.raColumn(), options.decColumn())
                        .contains(name))
                .toList();
        List<String> names = CatalogNames.of(users);
        List<Column> selected = new ArrayList<>(List.of(col(OBJECT_ID), col(RA_DEG), col(DEC_DEG)));
        for (int i = 0; i < users.size(); i++) {
            selected.add(col("carried.`" + users.get(i) + "`").as(names.get(i)));
        }
        Column[] others = names.stream().map(name -> first(name).as(name)).toArray(Column[]::new);
        List<Column> aggregates = new ArrayList<>(List.of(first("dec_deg").as(DEC_DEG)));
        aggregates.addAll(Arrays.asList(others));
        return columns.as("carried")
                .join(verdicts.as("image"), col("carried.source_uri").equalTo(col("image.source_uri")))
                .select(selected.toArray(Column[]::new))
                .groupBy(OBJECT_ID)
                .agg(first("ra_deg").as(RA_DEG), aggregates.toArray(Column[]::new));
    }

    private Dataset<Row> parquet(String uri) {
        String image = SourceColumns.imageOfParquet(uri, hadoop, options);
        Dataset<Row> rows = spark.read().parquet(LiteralPath.of(uri));
        return rows.withColumn(
                        SOURCE_URI,
                        concat(lit(uri + "#"), col("_metadata.row_index").cast("string")))
                .drop(image);
    }

    private Dataset<Row> hdf5(String uri) {
        Map<String, Object> columns = SourceColumns.ofHdf5(uri, hadoop, options);
        StructType schema = new StructType().add("source_uri", DataTypes.StringType, false);
        int images = 0;
        for (Map.Entry<String, Object> column : columns.entrySet()) {
            schema = schema.add(column.getKey(), type(column.getValue()), true);
            images = Array.getLength(column.getValue());
        }
        List<Row> rows = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            List<Object> values = new ArrayList<>(List.of(uri + "#" + image));
            for (Object column : columns.values()) {
                Object value = Array.get(column, image);
                values.add(value instanceof Number || value instanceof Boolean ? value : String.valueOf(value));
            }
            rows.add(RowFactory.create(values.toArray()));
        }
        return spark.createDataFrame(rows, schema);
    }

    private static DataType type(Object array) {
        return switch (array.getClass().getComponentType().getSimpleName()) {
            case "byte", "Byte" -> DataTypes.ByteType;
            case "short", "Short" -> DataTypes.ShortType;
            case "int", "Integer" -> DataTypes.IntegerType;
            case "long", "Long" -> DataTypes.LongType;
            case "float", "Float" -> DataTypes.FloatType;
            case "double", "Double" -> DataTypes.DoubleType;
            case "boolean", "Boolean" -> DataTypes.BooleanType;
            default -> DataTypes.StringType;
        };
    }
}
