package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.IMAGES;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.POSITIONS_HASH;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_LENGTH;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_MODIFIED_AT;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

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
                .join(listed(), new String[] {SOURCE_FILE, SOURCE_LENGTH, SOURCE_MODIFIED_AT})
                .select(SOURCE_FILE)
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
        Dataset<Row> there = standing.select(SOURCE_FILE)
                .unionByName(rejects().select(SOURCE_FILE))
                .groupBy(SOURCE_FILE)
                .agg(count(lit(1)).as("there"));
        return context.tables()
                .read(Specs.SOURCES)
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .where(col(POSITIONS_HASH).isin("", positionsHash))
                .withColumnRenamed(SOURCE_URI, SOURCE_FILE)
                .join(there, SOURCE_FILE)
                .where(col("there").equalTo(col(IMAGES)))
                .select(SOURCE_FILE, SOURCE_LENGTH, SOURCE_MODIFIED_AT);
    }

    /** Known sources of duplicates whose winner is opened again or gone: one of them may take its place now. */
    private List<String> orphans(Set<String> known) {
        Dataset<Row> duplicates = rejects()
                .where(col(REASON).equalTo(RejectReason.DUPLICATE_ID.label()))
                .select(SOURCE_FILE, OBJECT_ID);
        if (duplicates.isEmpty()) {
            return List.of();
        }
        SerializableConfiguration hadoop =
                new SerializableConfiguration(context.spark().sparkContext().hadoopConfiguration());
        Dataset<Row> winners = standing.select(OBJECT_ID, SOURCE_FILE)
                .join(duplicates.select(OBJECT_ID).distinct(), OBJECT_ID)
                .join(listed(known), SOURCE_FILE, "left")
                .where("opened IS NULL OR NOT opened")
                .filter((FilterFunction<Row>)
                        row -> !row.isNullAt(2) || Resolution.exists(row.getString(0), hadoop.value()))
                .select(OBJECT_ID);
        return duplicates
                .join(winners, OBJECT_ID, "left_anti")
                .select(SOURCE_FILE)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
    }

    private Dataset<Row> rejects() {
        return context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col(PREPARATION_ID).equalTo(preparationId));
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
