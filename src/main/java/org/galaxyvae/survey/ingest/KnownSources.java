package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.survey.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * The listed sources against what earlier ingests read: a source whose URI, length and time of change are known for the
 * preparation, and all of whose images stand in tensors or rejects, is not opened again.
 */
final class KnownSources {
    /** How many sources a slice of the listing holds. */
    private static final int SOURCES_A_SLICE = 100_000;

    private final StageContext context;
    private final String preparationId;
    private final Dataset<Row> standing;
    private final List<SourceFile> files;

    /** A source as it lies there now. */
    private record ListedSource(String sourceFile, long sourceLength, Instant sourceModifiedAt) {}

    /** Whether this run opens a listed source. */
    private record OpenedSource(String sourceFile, boolean opened) {}

    /**
     * @param standing the preparation's tensors, without pixels
     * @param files the listed sources
     */
    KnownSources(StageContext context, String preparationId, Dataset<Row> standing, List<SourceFile> files) {
        this.context = context;
        this.preparationId = preparationId;
        this.standing = standing;
        this.files = files;
    }

    /**
     * The URIs of the sources that need not be opened.
     *
     * @param positionsHash of the catalog's positions, which cutouts of mosaics depend on; empty where there are none
     * @param reassigned source_file of known sources with an image that belongs to another object now; null for none
     */
    Set<String> known(String positionsHash, @Nullable Dataset<Row> reassigned) {
        if (!context.tables().exists(Specs.SOURCES)) {
            return Set.of();
        }
        Set<String> known = new HashSet<>(read(positionsHash)
                .join(listed(), new String[] {"source_file", "source_length", "source_modified_at"})
                .select("source_file")
                .as(Encoders.STRING())
                .collectAsList());
        if (reassigned != null) {
            known.removeAll(reassigned.as(Encoders.STRING()).collectAsList());
        }
        known.removeAll(orphans(known));
        return known;
    }

    /** The sources that were read, all of whose images are accounted for: what somebody deleted is read again. */
    private Dataset<Row> read(String positionsHash) {
        Dataset<Row> there = standing.select("source_file")
                .unionByName(rejects().select("source_file"))
                .groupBy("source_file")
                .agg(count(lit(1)).as("there"));
        return context.tables()
                .read(Specs.SOURCES)
                .where(col("preparation_id").equalTo(preparationId))
                .where(col("positions_hash").isin("", positionsHash))
                .withColumnRenamed("source_uri", "source_file")
                .join(there, "source_file")
                .where(col("there").equalTo(col("images")))
                .select("source_file", "source_length", "source_modified_at");
    }

    /** Known sources of duplicates whose winner is opened again or gone: one of them may take its place now. */
    private List<String> orphans(Set<String> known) {
        Dataset<Row> duplicates = rejects()
                .where(col("reason").equalTo(RejectReason.DUPLICATE_ID.label()))
                .select("source_file", "object_id");
        if (duplicates.isEmpty()) {
            return List.of();
        }
        SerializableConfiguration hadoop =
                new SerializableConfiguration(context.spark().sparkContext().hadoopConfiguration());
        Dataset<Row> winners = standing.select("object_id", "source_file")
                .join(duplicates.select("object_id").distinct(), "object_id")
                .join(listed(known), "source_file", "left")
                .where("opened IS NULL OR NOT opened")
                .filter((FilterFunction<Row>)
                        row -> !row.isNullAt(2) || Resolution.exists(row.getString(0), hadoop.value()))
                .select("object_id");
        return duplicates
                .join(winners, "object_id", "left_anti")
                .select("source_file")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
    }

    private Dataset<Row> rejects() {
        return context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col("preparation_id").equalTo(preparationId));
    }

    private Dataset<Row> listed() {
        return RecordColumns.dataset(
                context.spark(),
                ListedSource.class,
                spark().parallelize(files, slices())
                        .map(file -> new ListedSource(
                                file.uri(), file.lengthBytes(), Instant.ofEpochMilli(file.modifiedAtMillis()))));
    }

    /** Every listed source: source_file, and whether it is {@code opened} in this run. */
    Dataset<Row> listed(Set<String> known) {
        List<Row> rows = RecordColumns.rows(files.stream()
                .map(file -> new OpenedSource(file.uri(), !known.contains(file.uri())))
                .toList());
        return context.spark()
                .createDataFrame(spark().parallelize(rows, slices()), RecordColumns.schema(OpenedSource.class));
    }

    private JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    }

    private int slices() {
        return 1 + files.size() / SOURCES_A_SLICE;
    }
}
