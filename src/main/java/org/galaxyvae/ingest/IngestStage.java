package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.catalog.Catalog;
import org.galaxyvae.config.Settings;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.ingest.IngestSummary.CatalogSummary;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * Turns images and a catalog into the tables tensors, rejects and catalog.
 *
 * <p>Every file is decoded once, into the staging folder; then each table is settled by commits that are each whole by
 * themselves and the same when repeated. So a run that is killed anywhere is mended by running it again: what it committed is
 * found as known, the rest is decoded once more.
 */
public final class IngestStage {
    /** Files a task: long enough to hide the task's own cost, short enough for an even end. */
    private static final int FILES_A_TASK = 1000;

    private final StageContext context;
    private final SparkSession spark;
    private final Settings.Ingest settings;
    private final Preparation preparation;

    private IngestStage(StageContext context) {
        this.context = context;
        this.spark = context.spark();
        this.settings = context.settings().ingest();
        this.preparation = SavedModel.preparation(context.settings());
    }

    /**
     * Ingests what is new or changed.
     *
     * @param images folders, files and globs
     * @param catalog CSV with a header, Parquet, a FITS table or a VOTable, or null to go on with the catalog that the workspace has
     * @throws InvalidDataException where input is missing or too much of it is rejected; then no table has changed
     */
    public static IngestSummary run(StageContext context, List<String> images, @Nullable String catalog)
            throws Exception {
        return run(context, images, catalog, 0);
    }

    /** The same on a given number of partitions; 0 chooses. */
    static IngestSummary run(StageContext context, List<String> images, @Nullable String catalog, int partitions)
            throws Exception {
        try (StagingFolder staging = new StagingFolder(context)) {
            return new IngestStage(context).run(staging, images, catalog, partitions);
        } finally {
            context.spark().sparkContext().setJobDescription(null);
        }
    }

    private IngestSummary run(StagingFolder staging, List<String> images, @Nullable String catalog, int partitions)
            throws Exception {
        long started = System.nanoTime();
        describe("listing the images");
        ImageListing listing = ImageListing.of(images, spark.sparkContext().hadoopConfiguration());
        int found = listing.files().size();
        int slices = 1 + found / 100_000;
        Dataset<Row> files = staging.store(
                "files",
                spark.createDataFrame(
                        JavaSparkContext.fromSparkContext(spark.sparkContext())
                                .parallelize(listing.files(), slices)
                                .map(ListedFile::toRow),
                        ListedFile.SCHEMA));

        describe("reading the catalog");
        Catalog merged = Catalog.read(
                context, new Path(context.workspace().staging(context.runId()), "catalog").toString(), catalog);

        describe("telling known files from new ones");
        Dataset<Row> standing = staging.store(
                "standing",
                context.tables()
                        .readOrEmpty(Specs.TENSORS)
                        .where(col("preparation_id").equalTo(preparation.id()))
                        .drop("pixels"));
        Dataset<Row> assigned = staging.store("assigned", withKept(Assignment.of(files, merged.rows()), standing));
        Row counts = assigned.agg(count_if(col("kept")), count_if(not(col("kept"))), count_if(not(col("in_catalog"))))
                .first();
        long kept = counts.getLong(0);
        long toOpen = counts.getLong(1);

        describe("decoding " + toOpen + " images");
        int tasks = partitions > 0
                ? partitions
                : (int) Math.max(spark.sparkContext().defaultParallelism(), toOpen / FILES_A_TASK);
        LongAccumulator opened = spark.sparkContext().longAccumulator("images opened");
        DecodeObjects decode = new DecodeObjects(
                spark.sparkContext().hadoopConfiguration(), preparation, settings.maxImageMegapixels(), opened);
        Dataset<Row> staged = context.progress()
                .track(
                        "ingest",
                        toOpen,
                        opened::value,
                        () -> staging.store(
                                "decoded",
                                objects(assigned, standing, tasks).mapPartitions(decode, Encoders.row(Staged.SCHEMA))));

        describe("checking the outcome");
        Outcome outcome = Outcome.of(staged);
        outcome.check(found, settings.maxRejectFraction());

        IngestCommit commit = new IngestCommit(context, preparation, staged, outcome, assigned, standing);
        describe("committing the catalog");
        if (catalog != null) {
            commit.catalog(merged.rows());
        }
        describe("committing the rejects");
        commit.rejects(listing.coverage());
        describe("committing the tensors");
        long removed = commit.tensors(catalog == null ? null : merged.rows());
        long withoutImage = merged.named()
                .join(assigned.select("object_id"), "object_id", "left_anti")
                .join(standing.select("object_id"), "object_id", "left_anti")
                .count();

        double seconds = (System.nanoTime() - started) / 1e9;
        return new IngestSummary(
                preparation.id(),
                found,
                outcome.read(),
                outcome.written(),
                kept - outcome.keptLost(),
                outcome.rejected(),
                outcome.reasons(),
                removed,
                listing.skipped(),
                new CatalogSummary(
                        merged.count(),
                        merged.duplicates(),
                        merged.invalidIds(),
                        merged.invalidPositions(),
                        withoutImage,
                        merged.count() == 0 ? 0 : counts.getLong(2)),
                seconds,
                outcome.read() / seconds);
    }

    /** Adds {@code kept}: whether the object's tensor was made of this very file. */
    private static Dataset<Row> withKept(Dataset<Row> assigned, Dataset<Row> standing) {
        Dataset<Row> known = standing.select(
                col("object_id").as("known_id"),
                col("source_uri").as("known_uri"),
                col("source_length").as("known_length"),
                col("source_modified_at").as("known_modified_at"));
        Column same = col("source_uri")
                .equalTo(col("known_uri"))
                .and(col("object_id").equalTo(col("known_id")))
                .and(col("source_length").equalTo(col("known_length")))
                .and(col("source_modified_at").equalTo(col("known_modified_at")));
        return assigned.join(known, same, "left")
                .withColumn("kept", col("known_id").isNotNull())
                .drop("known_id", "known_uri", "known_length", "known_modified_at");
    }

    /**
     * The objects that have a file to open: object_id, what the catalog knows, {@code replaces} (it has a tensor), and its
     * candidates, among them the unlisted file behind its tensor.
     */
    private static Dataset<Row> objects(Dataset<Row> assigned, Dataset<Row> standing, int tasks) {
        Column candidate =
                struct(col("source_uri"), col("source_length"), col("source_modified_at"), col("listed"), col("kept"));
        Dataset<Row> ids = assigned.where(not(col("kept"))).select("object_id").distinct();
        Dataset<Row> listed = assigned.join(ids, "object_id")
                .withColumn("listed", lit(true))
                .select(
                        col("object_id"),
                        col("ra_deg"),
                        col("dec_deg"),
                        col("pixel_scale_arcsec"),
                        candidate.as("candidate"),
                        lit(false).as("has_tensor"));
        Dataset<Row> unlisted = standing.join(ids, "object_id")
                .join(
                        assigned.select(col("source_uri").as("listed_uri")),
                        col("source_uri").equalTo(col("listed_uri")),
                        "left")
                .withColumn("listed", lit(false))
                .withColumn("kept", lit(true))
                .select(
                        col("object_id"),
                        lit(null).cast("double").as("ra_deg"),
                        lit(null).cast("double").as("dec_deg"),
                        lit(null).cast("double").as("pixel_scale_arcsec"),
                        when(col("listed_uri").isNull(), candidate).as("candidate"),
                        lit(true).as("has_tensor"));
        return listed.unionByName(unlisted)
                .repartition(tasks, col("object_id"))
                .groupBy("object_id")
                .agg(
                        max("ra_deg").as("ra_deg"),
                        max("dec_deg").as("dec_deg"),
                        max("pixel_scale_arcsec").as("pixel_scale_arcsec"),
                        max("has_tensor").as("replaces"),
                        collect_list("candidate").as("candidates"));
    }

    private void describe(String step) {
        spark.sparkContext().setJobDescription("ingest: " + step);
    }
}
