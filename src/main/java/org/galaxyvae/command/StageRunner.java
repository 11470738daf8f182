package org.galaxyvae.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableClock;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceLock;
import org.galaxyvae.score.Handover;
import org.galaxyvae.show.sql.ReadyViews;

/** Opens what a stage needs, runs it, records the run, prints its summary. */
final class StageRunner {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private StageRunner() {}

    /** A stage: context in, summary out. */
    interface Stage {
        Summary run(StageContext context) throws Exception;
    }

    /** Work that prints what it has to say itself. */
    interface Work {
        void run(StageContext context) throws Exception;
    }

    /** Runs a stage that only reads; the workspace must hold tables. */
    static int read(String command, WorkspaceOptions options, Stage stage) throws Exception {
        return answer(command, options, context -> print(stage.run(context), options.common.json));
    }

    /** The same for work that prints its own result. */
    static int answer(String command, WorkspaceOptions options, Work work) throws Exception {
        return answer(command, options, workspace -> Map.of(), work);
    }

    /** The same in a session with settings that win over all. */
    static int answer(
            String command, WorkspaceOptions options, Function<Workspace, Map<String, String>> fixed, Work work)
            throws Exception {
        requireTables(options);
        return open(command, options, fixed, work);
    }

    /** Like {@link #write} for a stage that starts from tables: a mistyped workspace is refused, not created. */
    static int update(String command, WritingOptions options, Stage stage) throws Exception {
        requireTables(options);
        return write(command, options, stage);
    }

    /** Runs a stage that writes, under the workspace's lock, and leaves a row in {@code runs}. */
    static int write(String command, WritingOptions options, Stage stage) throws Exception {
        Duration patience = options.patience();
        return open(command, options, workspace -> Map.of(), context -> {
            try (WorkspaceLock lock = WorkspaceLock.take(context.workspace(), command, patience)) {
                Objects.requireNonNull(lock);
                TableClock.require(context.tables(), context.workspace(), Instant.now()); // not of before the wait
                recover(context);
                sweep(context);
                Summary summary;
                try {
                    summary = stage.run(context);
                    keepViews(context);
                    leaveNoStaging(context);
                } catch (Exception e) {
                    recordFailure(context, command, e);
                    throw e;
                }
                record(context, context.runId(), command, summary.outcome(), json(summary));
                print(summary, options.common.json);
            }
        });
    }

    /** Prints a summary: lines for people, or one JSON object. */
    static void print(Summary summary, boolean json) throws JsonProcessingException {
        if (json) {
            System.out.println(json(summary));
        } else {
            summary.lines().forEach(System.out::println);
        }
    }

    /** A summary as one line of JSON, keys in lower_snake_case. */
    static String json(Summary summary) throws JsonProcessingException {
        return JSON.writeValueAsString(summary);
    }

    /** Progress on standard error, redrawn where the launcher saw a terminal. */
    static Progress progress() {
        return Progress.to(System.err, "1".equals(System.getenv("GALAXY_VAE_TERMINAL")));
    }

    private static int open(
            String command, WorkspaceOptions options, Function<Workspace, Map<String, String>> fixed, Work work)
            throws Exception {
        Settings settings = options.common.settings();
        Workspace workspace = Workspace.open(options.workspace, Sessions.hadoop());
        CatalogProperties catalog = Sessions.catalog(workspace, settings);
        try (SparkSession spark = Sessions.open(command, options.common.master, catalog, fixed.apply(workspace))) {
            work.run(context(spark, workspace, settings, progress()));
            return 0;
        } catch (Exception | FSError e) {
            InvalidDataException told = MachineFailure.of(e, workspace.root());
            if (told != null) {
                throw told;
            }
            throw e;
        }
    }

    /** A new run. */
    static StageContext context(SparkSession spark, Workspace workspace, Settings settings, Progress progress) {
        Instant now = Instant.now();
        return new StageContext(spark, workspace, new Tables(spark, workspace), settings, progress, Ids.next(now), now);
    }

    /** Before Spark starts, so that a mistyped workspace fails at once; bad settings are told first. */
    private static void requireTables(WorkspaceOptions options) throws IOException {
        Settings settings = options.common.settings();
        Workspace workspace = Workspace.open(options.workspace, Sessions.hadoop());
        CatalogProperties catalog = Sessions.catalog(workspace, settings);
        // only a catalog of files says before Spark starts whether it has tables
        Path sign = catalog.isHadoop() ? catalog.warehouse() : workspace.root();
        if (!sign.getFileSystem(workspace.files().getConf()).exists(sign)) {
            throw new InvalidDataException(
                    "Cannot read workspace " + workspace.root() + ": it has no tables, run galaxy-vae ingest first");
        }
    }

    /** The stage has done its work, whatever becomes of the views. */
    private static void keepViews(StageContext context) {
        try {
            ReadyViews.keep(context.spark());
        } catch (RuntimeException e) {
            context.progress().note("cannot write the ready views into the catalog: " + e.getMessage());
        }
    }

    /** Removes what a killed run left; safe, since we hold the lock. */
    private static void sweep(StageContext context) throws IOException {
        Path staging = context.workspace().staging("any").getParent();
        context.workspace().files().delete(Objects.requireNonNull(staging), true);
    }

    /** The stage has done its work: an empty folder, at most, is no reason to fail. */
    private static void leaveNoStaging(StageContext context) {
        try {
            sweep(context);
        } catch (IOException e) {
            context.progress().note("cannot remove the staging folder: " + e.getMessage());
        }
    }

    /** A publication that a kill cut off is finished first, and has its row. */
    private static void recover(StageContext context) throws IOException {
        String runId = Handover.recover(context);
        if (runId != null) {
            record(context, runId, "recover", "done", "{\"finished_by\":\"" + context.runId() + "\"}");
        }
    }

    private static void recordFailure(StageContext context, String command, Exception failure) {
        try {
            String line = Objects.toString(failure.getMessage(), failure.toString());
            record(
                    context,
                    context.runId(),
                    command,
                    "failed",
                    line.lines().findFirst().orElse(""));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void record(StageContext context, String runId, String command, String outcome, String summary) {
        String configuration = SettingsReader.toJson(context.settings());
        Row row = RowFactory.create(
                runId,
                command,
                outcome,
                configuration,
                org.galaxyvae.pixel.sky.Hashes.sha256(configuration, 16),
                Version.CODE,
                summary,
                Timestamp.from(context.startedAt()),
                Timestamp.from(Instant.now()));
        context.tables().append(Specs.RUNS, context.spark().createDataFrame(List.of(row), Specs.RUNS.schema()));
    }
}
