package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.survey.catalog.Catalog;
import org.galaxyvae.survey.catalog.FileMapping;
import org.galaxyvae.survey.ingest.IngestSummary.CatalogSummary;
import org.galaxyvae.survey.ingest.IngestSummary.Timing;
import org.galaxyvae.survey.source.Listing;
import org.galaxyvae.survey.source.SourceFile;
import org.galaxyvae.survey.source.SourceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Turns images and a catalog into the tables tensors, quality, morphology, rejects, sources and catalog.
 *
 * <p>Every new or changed source is read once, into the staging folder; then it is settled which image becomes the tensor of which
 * object, and each table is brought to that by commits that are each whole by themselves and the same when repeated. So a run
 * that is killed anywhere is mended by running it again: sources count as known only after all that was in them stands.
 */
public final class IngestStage {
    private final StageContext context;
    private final SparkSession spark;
    private final Settings.Ingest settings;
    private final Preparation preparation;
    private final StagingFolder staging;
    private final Phases phases = new Phases();

    private IngestStage(StageContext context, StagingFolder staging) {
        this.context = context;
        this.spark = context.spark();
        this.settings = context.settings().ingest();
        this.preparation = SavedModel.preparation(context.settings());
        this.staging = staging;
    }

    /**
     * Ingests what is new or changed.
     *
     * @throws InvalidDataException where input is missing or too much of it is rejected; then no table has changed
     */
    public static IngestSummary run(StageContext context, IngestRequest request) throws Exception {
        return run(context, request, 0);
    }

    /** The same on a given number of partitions; 0 chooses. */
    static IngestSummary run(StageContext context, IngestRequest request, int partitions) throws Exception {
        try (StagingFolder staging = new StagingFolder(context)) {
            return new IngestStage(context, staging).run(request, partitions);
        } finally {
            context.spark().sparkContext().setJobDescription(null);
        }
    }

    private IngestSummary run(IngestRequest request, int partitions) throws Exception {
        begin(Phases.LISTING);
        Listing images = list(request.images());
        Listing mosaics = list(request.mosaics());
        List<SourceFile> files = sources(request, images, mosaics);

        begin(Phases.CATALOG);
        Catalog catalog = Catalog.read(context, staging.folder("catalog"), request.catalog());
        String mapping = request.mapping();
        Dataset<Row> mapped = mapping == null
                ? null
                : FileMapping.read(spark, mapping, settings.mapping(), staging.folder("mapping"));
        Assignment assignment =
                new Assignment(catalog.rows(), mapped, settings.catalog().matchRadiusArcsec());
        Broadcast<CatalogObjects> objects = objects(request, catalog.rows());
        String positionsHash = objects == null ? "" : objects.value().hash();

        begin(Phases.KNOWN);
        Dataset<Row> standing = standing();
        KnownSources sources = new KnownSources(context, preparation.id(), standing, files);
        boolean newNames = request.catalog() != null || mapping != null;
        Set<String> unopened = request.verify()
                ? Set.of()
                : sources.known(positionsHash, newNames ? reassigned(standing, assignment) : null);
        List<SourceFile> toOpen =
                files.stream().filter(file -> !unopened.contains(file.uri())).toList();
        Dataset<Row> listed = sources.listed(unopened);

        begin(Phases.READING);
        DecodeTimes times = DecodeTimes.of(spark.sparkContext());
        Dataset<Row> staged =
                new Decoding(context, options(), preparation, times).run(staging, toOpen, objects, partitions);

        begin(Phases.SETTLING);
        Dataset<Row> outlines = staged.drop("pixels", "quality", "morphology");
        Dataset<Row> assigned = assignment.of(outlines.selectExpr(Staged.IDENTITY_COLUMNS));
        Dataset<Row> verdicts = staging.store(
                "verdicts",
                Resolution.verdicts(
                        outlines,
                        assigned,
                        standing,
                        listed,
                        spark.sparkContext().hadoopConfiguration()));
        IngestOutcome outcome = IngestOutcome.of(verdicts, rejectsBefore(listed));
        outcome.check(settings.maxRejectFraction());
        List<String> drift = new SizeDrift(context, preparation.id()).warnings(staged);

        IngestCommit commit = new IngestCommit(context, preparation, staged, verdicts, outcome, listed, standing);
        begin(Phases.COMMITTING);
        CarriedColumns carried = new CarriedColumns(spark, options(), staging);
        Dataset<Row> rows = carried.under(catalog.rows(), outlines, verdicts.where("change IS NOT NULL"));
        if (request.catalog() != null || rows != catalog.rows()) {
            commit.catalog(rows);
        }
        commit.rejects(images.coverage(), mosaics.coverage());
        commit.tensors(request.catalog() == null ? null : catalog.rows());
        commit.duplicateContent();
        if (!toOpen.isEmpty()) {
            commit.sources(positionsHash);
        }

        begin(Phases.COMPACTING);
        int compacted = new Compaction(context).run();
        phases.end();
        return new IngestSummary(
                preparation.id(),
                outcome.found(),
                times.images().value(),
                outcome.written(),
                outcome.unchanged(),
                outcome.rejected(),
                outcome.reasons(),
                outcome.removed(),
                files.size(),
                times.files().value(),
                images.skipped() + mosaics.skipped() + times.skipped().value(),
                catalogSummary(catalog, verdicts, standing),
                drift,
                compacted,
                Timing.of(phases, times),
                phases.total(),
                times.images().value() / phases.total());
    }

    private List<SourceFile> sources(IngestRequest request, Listing images, Listing mosaics) {
        List<SourceFile> files = new ArrayList<>(images.sources(settings.bandPattern()));
        mosaics.sources(settings.bandPattern()).forEach(file -> files.add(file.asMosaic()));
        if (files.isEmpty()) {
            List<String> paths = request.images().isEmpty() ? request.mosaics() : request.images();
            throw new InvalidDataException("Cannot read images " + String.join(" ", paths)
                    + ": no file that may be an image"
                    + (images.skipped() > 0 ? " among " + images.skipped() : "")
                    + "; a file of another extension is opened where it is named itself");
        }
        return files;
    }

    private Listing list(List<String> paths) {
        try {
            return Listing.of(paths, spark.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw new InvalidDataException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Broadcast<CatalogObjects> objects(IngestRequest request, Dataset<Row> catalog) {
        if (settings.cropRadii() == 0 && request.mosaics().isEmpty()) {
            return null;
        }
        CatalogObjects objects = CatalogObjects.of(catalog, settings.cutoutArcsec(), settings.cutoutRadii());
        if (!request.mosaics().isEmpty() && objects.positions().ids().isEmpty()) {
            throw new InvalidDataException("Cannot cut objects out of " + String.join(" ", request.mosaics())
                    + ": the catalog has no position; name its columns with ingest.catalog.ra and ingest.catalog.dec");
        }
        return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(objects);
    }

    /** The preparation's tensors without pixels; {@code measured}: quality and morphology are of this content. */
    private Dataset<Row> standing() {
        if (!context.tables().exists(Specs.TENSORS)) {
            return spark.createDataFrame(List.<Row>of(), Specs.TENSORS.schema().add("measured", DataTypes.BooleanType));
        }
        Dataset<Row> tensors = context.tables()
                .readWithColumns(Specs.TENSORS)
                .where(col("preparation_id").equalTo(preparation.id()))
                .drop("pixels")
                .withColumn("source_file", coalesce(col("source_file"), col("source_uri")));
        Dataset<Row> measured = context.tables()
                .readOrEmpty(Specs.QUALITY)
                .select("preparation_id", "object_id", "content_hash")
                .withColumn("measured_there", lit(true));
        return staging.store(
                "standing",
                tensors.join(measured, new String[] {"preparation_id", "object_id", "content_hash"}, "left")
                        .withColumn("measured", coalesce(col("measured_there"), lit(false)))
                        .drop("measured_there"));
    }

    /** The sources with an image that shows another object by the new catalog or mapping. */
    private static Dataset<Row> reassigned(Dataset<Row> standing, Assignment assignment) {
        Dataset<Row> images = standing.where(col("image_path").isNotNull())
                .withColumn("given_id", lit(null).cast("string"))
                .withColumnRenamed("ra_deg", "own_ra_deg")
                .withColumnRenamed("dec_deg", "own_dec_deg")
                .withColumnRenamed("pixel_scale_arcsec", "own_pixel_scale_arcsec");
        Dataset<Row> now = assignment
                .of(images.selectExpr(Staged.IDENTITY_COLUMNS))
                .select(col("source_uri"), col("object_id").as("object_id_now"));
        return images.join(now, "source_uri")
                .where(col("object_id").notEqual(col("object_id_now")))
                .select("source_file");
    }

    /** What was rejected of listed sources that this run does not open. */
    private Dataset<Row> rejectsBefore(Dataset<Row> listed) {
        return context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col("preparation_id").equalTo(preparation.id()))
                .join(listed.where("NOT opened"), "source_file", "left_semi")
                .select("source_uri", "reason", "message");
    }

    private CatalogSummary catalogSummary(Catalog catalog, Dataset<Row> verdicts, Dataset<Row> standing) {
        Dataset<Row> ids = verdicts.select("object_id").unionByName(standing.select("object_id"));
        long withoutImage = catalog.named().join(ids, "object_id", "left_anti").count();
        long withoutRow = catalog.count() == 0
                ? 0
                : ids.distinct()
                        .join(catalog.rows().select("object_id"), "object_id", "left_anti")
                        .count();
        return new CatalogSummary(
                catalog.count(),
                catalog.duplicates(),
                catalog.invalidIds(),
                catalog.invalidPositions(),
                withoutImage,
                withoutRow,
                catalog.examples());
    }

    private SourceOptions options() {
        return new SourceOptions(
                settings.maxImageMegapixels(),
                settings.catalog().id(),
                settings.catalog().ra(),
                settings.catalog().dec(),
                settings.imageColumn(),
                settings.fitsImages().equals("all"));
    }

    private void begin(String phase) {
        phases.begin(phase);
        spark.sparkContext().setJobDescription("ingest: " + phase);
    }
}
