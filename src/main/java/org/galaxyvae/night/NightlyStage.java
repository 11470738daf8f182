package org.galaxyvae.night;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.row.AuditRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.night.housekeeping.Housekeeping;
import org.galaxyvae.score.Handover;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.score.ScoreSummary;
import org.galaxyvae.show.sheet.TopRequest;
import org.galaxyvae.show.sheet.TopStage;
import org.galaxyvae.survey.crossmatch.CrossmatchStage;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.survey.ingest.IngestSummary;
import org.galaxyvae.survey.source.Listing;
import org.jspecify.annotations.Nullable;

/** One night: ingest what is new, score what needs it, audit, publish, make anew what follows from scores, tell. */
public final class NightlyStage {
    private final StageContext context;
    private final StageContext unseen;
    private final String night;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    private NightlyStage(StageContext context, String night) {
        this.context = context;
        this.unseen = context.with(context.tables().onBranch(Branches.ofNight(context.runId())));
        this.night = night;
    }

    /**
     * Runs the night. A night that the audit refuses returns as well, {@code published} false; it changed nothing that readers see.
     *
     * @param night its date, for people
     */
    public static NightSummary run(StageContext context, String night) throws Exception {
        return new NightlyStage(context, night).run();
    }

    private NightSummary run() throws Exception {
        ModelChoice model = ModelChoice.of(context, null);
        requirePreparation(model);
        IngestSummary ingested = timed("ingest", this::ingest).orElse(null);
        matchWhatIsKnown();
        Dataset<Row> last = last(model);
        String previousRun = context.workspace().currentRun().orElse(null);
        ScoreSummary scored = timed("score", () -> ScoreStage.write(unseen, model.modelId(), false));
        NightFindings findings = timed("measure", () -> NightFindings.of(unseen, context, model, previousRun, last));
        List<Check> checks = timed("audit", () -> audit(model, ingested, findings, last));
        boolean passed = checks.stream().allMatch(Check::passed);
        keep(model, checks);
        if (passed) {
            publish(model);
        }
        Map<String, String> failures = passed ? followUps() : Map.of();
        List<String> kept =
                timed("housekeeping", () -> Housekeeping.run(context).lines());
        kept.forEach(context.progress()::note);
        NightReport report = report(passed);
        NightSummary summary = new NightSummary(
                context.runId(),
                night,
                passed,
                previousRun,
                ingested,
                scored,
                checks,
                findings.changes(),
                passed ? findings.alerts() : 0,
                findings.recommendation(),
                findings.plantedRecall(),
                failures,
                seconds,
                snapshots(),
                report.folder());
        report.write(summary);
        return summary;
    }

    /** Before the night is published, whose plain files say what is known. */
    private void matchWhatIsKnown() throws Exception {
        if (context.settings().crossmatch().nightly() && context.tables().exists(Specs.KNOWN_OBJECTS)) {
            timed("crossmatch", () -> CrossmatchStage.again(context));
        }
    }

    private void publish(ModelChoice model) throws Exception {
        timed("publish", () -> {
            Handover.publish(context, context.runId(), model.modelId());
            return "";
        });
    }

    /** The folder of the night; of one that was published, with pictures and a page. */
    private NightReport report(boolean passed) throws Exception {
        NightReport report = new NightReport(context, night);
        timed("report", () -> {
            if (passed) {
                TopStage.run(context, new TopRequest(null, "rank", report.pictured(), false, null, report.folder()));
                report.page(seconds);
            }
            return "";
        });
        return report;
    }

    /** By command why it failed; those that did. */
    private Map<String, String> followUps() throws Exception {
        Map<String, String> failures = new LinkedHashMap<>();
        FollowUps followUps = new FollowUps(context);
        for (String name : followUps.wanted()) {
            timed(name, () -> followUps.make(name)).ifPresent(why -> failures.put(name, why));
        }
        return failures;
    }

    /** Images prepared otherwise would lie there unscored, night after night. */
    private void requirePreparation(ModelChoice model) {
        String ours = SavedModel.preparation(context.settings()).id();
        if (!ours.equals(model.preparationId())) {
            Settings.Ingest theirs =
                    SettingsReader.fromJson(model.configuration()).ingest();
            throw new RequestException("Cannot run a night: the configuration prepares images as " + ours
                    + ", but the production model " + model.modelId() + " reads preparation " + model.preparationId()
                    + "; expected its ingest settings (ingest.image_size " + theirs.imageSize()
                    + ", ingest.crop_fraction " + theirs.cropFraction() + ", ingest.bands " + theirs.bands()
                    + " and the rest of them)");
        }
    }

    private Optional<IngestSummary> ingest() throws Exception {
        Settings.Nightly sources = context.settings().nightly();
        if (isEmpty(sources.images()) && isEmpty(sources.mosaics())) {
            context.progress().note("no new images are configured or lie there");
            return Optional.empty();
        }
        return Optional.of(IngestStage.run(
                context,
                new IngestRequest(
                        sources.images(),
                        sources.mosaics(),
                        sources.catalog().isEmpty() ? null : sources.catalog(),
                        sources.mapping().isEmpty() ? null : sources.mapping(),
                        false)));
    }

    /** An empty folder is no failure of the night; one that is missing is. */
    private boolean isEmpty(List<String> paths) throws IOException {
        return paths.isEmpty()
                || Listing.of(paths, context.spark().sparkContext().hadoopConfiguration())
                        .sources(context.settings().ingest().bandPattern())
                        .isEmpty();
    }

    /** The model's published scores, or null before its first night. */
    private @Nullable Dataset<Row> last(ModelChoice model) {
        Dataset<Row> scores = context.tables()
                .readWithColumns(Specs.SCORES)
                .where(functions.col(MODEL_ID).equalTo(model.modelId()));
        return scores.isEmpty() ? null : scores;
    }

    private List<Check> audit(
            ModelChoice model, @Nullable IngestSummary ingested, NightFindings findings, @Nullable Dataset<Row> last) {
        Audit audit = new Audit(unseen, model);
        List<Check> checks = new ArrayList<>(audit.integrity());
        checks.add(audit.rejects(ingested == null ? 0 : ingested.read()));
        checks.addAll(audit.drift(findings.drift()));
        checks.addAll(findings.plantedChecks());
        checks.add(audit.topOverlap(last));
        return List.copyOf(checks);
    }

    private void keep(ModelChoice model, List<Check> checks) {
        List<AuditRow> rows = checks.stream()
                .map(check -> new AuditRow(
                        context.runId(),
                        model.modelId(),
                        check.check(),
                        Double.isNaN(check.value()) ? null : check.value(),
                        check.limit(),
                        check.passed(),
                        check.message(),
                        context.startedAt()))
                .toList();
        context.tables().append(Specs.AUDITS, RecordColumns.dataset(context.spark(), AuditRow.class, rows));
    }

    private Map<String, Long> snapshots() {
        Map<String, Long> snapshots = new TreeMap<>();
        for (TableSpec table : Specs.NIGHT) {
            snapshots.put(table.name(), context.tables().branches().snapshotId(table));
        }
        return snapshots;
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private <T> T timed(String stage, Work<T> work) throws Exception {
        Stopwatch watch = Stopwatch.start();
        try {
            return work.run();
        } finally {
            seconds.put(stage, watch.seconds());
        }
    }
}
