package org.galaxyvae.survey.ingest;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.survey.catalog.Catalog;
import org.galaxyvae.survey.ingest.IngestSummary.CatalogSummary;
import org.galaxyvae.survey.ingest.IngestSummary.Timing;
import org.galaxyvae.survey.source.SourceFile;
import org.galaxyvae.survey.source.SourceOptions;

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
    private final IngestRequest request;
    private final StagingFolder staging;
    private final DecodeTimes times;
    private final Phases phases = new Phases();

    private IngestStage(StageContext context, IngestRequest request, StagingFolder staging) {
        this.context = context;
        this.spark = context.spark();
        this.settings = context.settings().ingest();
        this.preparation = SavedModel.preparation(context.settings());
        this.request = request;
        this.staging = staging;
        this.times = DecodeTimes.of(spark.sparkContext());
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
            return new IngestStage(context, request, staging).run(partitions);
        } finally {
            context.spark().sparkContext().setJobDescription(null);
        }
    }

    private IngestSummary run(int partitions) {
        begin(Phases.LISTING);
        ListedFiles found = ListedFiles.of(
                request, settings.bandPattern(), spark.sparkContext().hadoopConfiguration());
        begin(Phases.CATALOG);
        NamedObjects named = NamedObjects.read(context, staging, request);
        begin(Phases.KNOWN);
        Dataset<Row> standing = StandingTensors.read(context, staging, preparation.id());
        Opening opening = opening(found, named, standing);
        begin(Phases.READING);
        Dataset<Row> staged = new Decoding(context, options(), preparation, times)
                .run(staging, opening.toOpen(), named.objects(), partitions);
        begin(Phases.SETTLING);
        Settled settled =
                Settled.of(context, staging, preparation, staged, named.assignment(), standing, opening.listed());
        begin(Phases.COMMITTING);
        commit(found, named, opening, settled, staged, standing);
        begin(Phases.COMPACTING);
        int compacted = new Compaction(context).run();
        phases.end();
        return summary(found, named.catalog(), settled, standing, compacted);
    }

    /**
     * What of the listed sources is read.
     *
     * @param listed source_file and {@code opened} of every listed source
     */
    private record Opening(List<SourceFile> toOpen, Dataset<Row> listed) {}

    private Opening opening(ListedFiles found, NamedObjects named, Dataset<Row> standing) {
        KnownSources sources = new KnownSources(context, preparation.id(), standing, found.files());
        Set<String> unopened = request.verify()
                ? Set.of()
                : sources.known(
                        named.positionsHash(),
                        named.isNew() ? StandingTensors.reassigned(standing, named.assignment()) : null);
        return new Opening(
                found.files().stream()
                        .filter(file -> !unopened.contains(file.uri()))
                        .toList(),
                sources.listed(unopened));
    }

    private void commit(
            ListedFiles found,
            NamedObjects named,
            Opening opening,
            Settled settled,
            Dataset<Row> staged,
            Dataset<Row> standing) {
        IngestCommit commit = new IngestCommit(
                context, preparation, staged, settled.verdicts(), settled.outcome(), opening.listed(), standing);
        Dataset<Row> given = named.catalog().rows();
        Dataset<Row> rows = new CarriedColumns(spark, options(), staging)
                .under(given, settled.outlines(), settled.verdicts().where("change IS NOT NULL"));
        if (request.catalog() != null || rows != given) {
            commit.catalog(rows);
        }
        commit.rejects(found.images().coverage(), found.mosaics().coverage());
        commit.tensors(request.catalog() == null ? null : given);
        commit.duplicateContent();
        if (!opening.toOpen().isEmpty()) {
            commit.sources(named.positionsHash());
        }
    }

    private IngestSummary summary(
            ListedFiles found, Catalog catalog, Settled settled, Dataset<Row> standing, int compacted) {
        IngestOutcome outcome = settled.outcome();
        double seconds = phases.total();
        return new IngestSummary(
                preparation.id(),
                outcome.found(),
                times.images().value(),
                outcome.written(),
                outcome.unchanged(),
                outcome.rejected(),
                outcome.reasons(),
                outcome.removed(),
                found.files().size(),
                times.files().value(),
                found.skipped() + times.skipped().value(),
                catalogSummary(catalog, settled.verdicts(), standing),
                settled.warnings(),
                compacted,
                Timing.of(phases, times),
                seconds,
                times.images().value() / seconds);
    }

    private static CatalogSummary catalogSummary(Catalog catalog, Dataset<Row> verdicts, Dataset<Row> standing) {
        Dataset<Row> ids = verdicts.select(OBJECT_ID).unionByName(standing.select(OBJECT_ID));
        long withoutImage = catalog.named().join(ids, OBJECT_ID, "left_anti").count();
        long withoutRow = catalog.count() == 0
                ? 0
                : ids.distinct()
                        .join(catalog.rows().select(OBJECT_ID), OBJECT_ID, "left_anti")
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
