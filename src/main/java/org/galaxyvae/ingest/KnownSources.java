package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.source.SourceFile;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;

/**
 * The listed sources against what earlier ingests read: a source whose URI, length and time of change are known for the
 * preparation is not opened again.
 *
 * @param listed source_file, source_length, source_modified_at of every listed source
 * @param opened source_file of those to open in this run
 */
record KnownSources(StageContext context, Dataset<Row> listed, Dataset<Row> opened) {
    private static final StructType FILES = StructType.fromDDL(
            "source_file STRING NOT NULL, source_length BIGINT NOT NULL, source_modified_at TIMESTAMP NOT NULL");

    /** How many sources a slice of the listing holds. */
    private static final int SOURCES_A_SLICE = 100_000;

    /**
     * Compares.
     *
     * @param listed the listed sources
     * @param positionsHash of the catalog's positions, which cutouts of mosaics depend on; empty where there are none
     * @param standing the preparation's tensors, without pixels
     * @param reassigned source_file of known sources with an image that belongs to another object now
     * @param verify whether everything is to be opened
     */
    static KnownSources of(
            StageContext context,
            StagingFolder staging,
            String preparationId,
            Dataset<Row> listed,
            String positionsHash,
            Dataset<Row> standing,
            Dataset<Row> reassigned,
            boolean verify) {
        if (verify) {
            return new KnownSources(context, listed, listed.select("source_file"));
        }
        Dataset<Row> read = whole(context, preparationId, standing)
                .where(col("positions_hash").isin("", positionsHash))
                .select("source_file", "source_length", "source_modified_at");
        List<String> triple = List.of("source_file", "source_length", "source_modified_at");
        Dataset<Row> fresh = staging.store(
                "fresh",
                listed.join(read, seq(triple), "left_anti")
                        .select("source_file")
                        .unionByName(reassigned)
                        .distinct());
        KnownSources known = new KnownSources(context, listed, fresh);
        Dataset<Row> opened = staging.store(
                "opened",
                fresh.unionByName(known.orphans(preparationId, standing)).distinct());
        return new KnownSources(context, listed, opened);
    }

    /** The sources that were read, all of whose images stand in tensors or rejects: what somebody deleted is read again. */
    private static Dataset<Row> whole(StageContext context, String preparationId, Dataset<Row> standing) {
        Dataset<Row> rejects = context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col("preparation_id").equalTo(preparationId));
        Dataset<Row> there = standing.select("source_file")
                .unionByName(rejects.select("source_file"))
                .groupBy("source_file")
                .agg(count(lit(1)).as("there"));
        return context.tables()
                .readOrEmpty(Specs.SOURCES)
                .where(col("preparation_id").equalTo(preparationId))
                .withColumnRenamed("source_uri", "source_file")
                .join(there, "source_file")
                .where(col("there").equalTo(col("images")));
    }

    /** The listed sources as rows. */
    static Dataset<Row> rows(StageContext context, StagingFolder staging, List<SourceFile> files) {
        SparkSession spark = context.spark();
        return staging.store(
                "listed",
                spark.createDataFrame(
                        JavaSparkContext.fromSparkContext(spark.sparkContext())
                                .parallelize(files, 1 + files.size() / SOURCES_A_SLICE)
                                .map(file -> RowFactory.create(
                                        file.uri(), file.lengthBytes(), new Timestamp(file.modifiedAtMillis()))),
                        FILES));
    }

    /** Listed duplicates whose winner is opened again or gone: one of them may take its place now. */
    private Dataset<Row> orphans(String preparationId, Dataset<Row> standing) {
        Dataset<Row> duplicates = context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col("preparation_id")
                        .equalTo(preparationId)
                        .and(col("reason").equalTo("duplicate_id")))
                .select("source_file", "object_id")
                .join(listed.select("source_file"), "source_file", "left_semi");
        Dataset<Row> winners = standing.join(duplicates.select("object_id").distinct(), "object_id", "left_semi")
                .join(opened, "source_file", "left_anti");
        return duplicates
                .join(stillThere(winners).select("object_id"), "object_id", "left_anti")
                .select("source_file")
                .distinct();
    }

    /** The rows whose source_file is listed, or exists though this run did not list it. */
    Dataset<Row> stillThere(Dataset<Row> rows) {
        SerializableConfiguration hadoop =
                new SerializableConfiguration(context.spark().sparkContext().hadoopConfiguration());
        Dataset<Row> gone = rows.select("source_file")
                .distinct()
                .join(listed.select("source_file"), "source_file", "left_anti")
                .as(Encoders.STRING())
                .filter((FilterFunction<String>) file -> !exists(file, hadoop.value()))
                .toDF("source_file");
        return rows.join(gone, "source_file", "left_anti");
    }

    private static boolean exists(String file, Configuration hadoop) {
        Path path = new Path(file.contains("{") ? file.substring(0, file.lastIndexOf('/')) : file);
        try {
            return path.getFileSystem(hadoop).exists(path);
        } catch (IOException e) {
            return true; // unreachable is not gone
        }
    }

    /** The sources to open, of those listed. */
    List<SourceFile> toOpen(List<SourceFile> files) {
        Set<String> uris = new HashSet<>(opened.as(Encoders.STRING()).collectAsList());
        return files.stream().filter(file -> uris.contains(file.uri())).toList();
    }

    /** Whether a column of source_file names a listed source that is not opened. */
    Dataset<Row> untouched() {
        return listed.select("source_file").join(opened, "source_file", "left_anti");
    }

    private static scala.collection.Seq<String> seq(List<String> names) {
        return scala.collection.JavaConverters.asScalaBuffer(names).toSeq();
    }
}
