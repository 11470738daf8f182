package org.galaxyvae.command;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceHome;

/**
 * The workspace that a command's options name.
 *
 * @param catalog the Iceberg catalog of its tables
 */
record OpenWorkspace(WorkspaceOptions options, Settings settings, Workspace workspace, CatalogProperties catalog) {
    /**
     * Bad settings are told first.
     *
     * @throws InvalidDataException where the workspace was made elsewhere
     */
    static OpenWorkspace of(WorkspaceOptions options) throws IOException {
        OpenWorkspace found = anywhere(options);
        return found.at(new WorkspaceHome(found.workspace).required());
    }

    /** The same of a workspace that may have been moved or copied. */
    static OpenWorkspace anywhere(WorkspaceOptions options) throws IOException {
        Settings settings = options.common.settings();
        Workspace workspace = Workspace.open(options.workspace, Sessions.hadoop());
        return new OpenWorkspace(options, settings, workspace, Sessions.catalog(workspace, settings));
    }

    private OpenWorkspace at(Workspace home) {
        return new OpenWorkspace(options, settings, home, Sessions.catalog(home, settings));
    }

    /** A workspace of an earlier version does not say where it was made, but its tables do. */
    void requireHome(SparkSession spark) {
        WorkspaceHome home = new WorkspaceHome(workspace);
        if (!catalog.isOurs() || home.written().isPresent()) {
            return;
        }
        Catalog tables = Spark3Util.loadIcebergCatalog(spark, Tables.CATALOG);
        if (tables instanceof SupportsNamespaces names && names.namespaceExists(Tables.SURVEY)) {
            tables.listTables(Tables.SURVEY).stream()
                    .findAny()
                    .ifPresent(table -> home.require(
                            tables.loadTable(table),
                            new Path(new Path(catalog.warehouse(), Tables.SURVEY.toString()), table.name())));
        }
    }

    /**
     * Before Spark starts, so that a mistyped workspace fails at once.
     *
     * @throws InvalidDataException where there are no tables
     */
    OpenWorkspace requireTables() throws IOException {
        // only an Iceberg catalog of files says before Spark starts whether it has tables
        Path sign = catalog.isHadoop() ? catalog.warehouse() : workspace.root();
        if (!sign.getFileSystem(workspace.files().getConf()).exists(sign)) {
            throw new InvalidDataException(
                    "Cannot read workspace " + workspace.root() + ": it has no tables, run galaxy-vae ingest first");
        }
        return this;
    }

    /**
     * Does the work in a session of its own.
     *
     * @param fixed settings of Spark that win over all
     * @return the exit code
     */
    int run(String command, Function<Workspace, Map<String, String>> fixed, StageRunner.Work work) throws Exception {
        try (SparkSession spark = Sessions.open(command, options.common.master, catalog, fixed.apply(workspace))) {
            work.run(newRun(spark, workspace, settings, SummaryOutput.progress()));
            return 0;
        } catch (Exception | FSError | OutOfMemoryError | LinkageError e) {
            InvalidDataException told = MachineFailure.of(e, workspace.root());
            if (told != null) {
                throw told;
            }
            throw e;
        }
    }

    /** What a stage of a new run is given. */
    static StageContext newRun(SparkSession spark, Workspace workspace, Settings settings, Progress progress) {
        Instant now = Instant.now();
        return new StageContext(spark, workspace, new Tables(spark, workspace), settings, progress, Ids.next(now), now);
    }
}
