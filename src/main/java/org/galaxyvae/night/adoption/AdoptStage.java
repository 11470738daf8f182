package org.galaxyvae.night.adoption;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.URI;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.DatabaseCatalog;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceHome;
import org.jspecify.annotations.Nullable;

/**
 * Makes a moved or copied workspace one that stands alone: everything in it names files in it. Each table is one commit, and the
 * workspace's own name comes last, so that after a kill the same command goes on. The original is neither read nor changed.
 */
public final class AdoptStage {
    private final StageContext context;
    private final Workspace workspace;
    private final WorkspaceHome home;
    private final Path folder;
    private final FileSystem files;

    /** A model and its directory. */
    private record Placed(String modelId, String uri) {}

    private AdoptStage(StageContext context) throws IOException {
        this.context = context;
        this.workspace = context.workspace();
        this.home = new WorkspaceHome(workspace);
        this.folder =
                new Path(context.spark().conf().get(CatalogProperties.PREFIX + ".warehouse"), Tables.SURVEY.toString());
        this.files = folder.getFileSystem(hadoop());
    }

    /**
     * Adopts the workspace; one that was not moved or copied stays as it is.
     *
     * @throws InvalidDataException where files are missing, or the tables are another workspace's
     */
    public static AdoptSummary run(StageContext context) throws IOException {
        return new AdoptStage(context).run();
    }

    private AdoptSummary run() throws IOException {
        Stopwatch watch = Stopwatch.start();
        Path from = home.written().orElse(null);
        TableList list = list(from);
        int tables = 0;
        int lists = 0;
        for (String name : names()) {
            Path place = new Path(folder, name);
            TableMetadata metadata = list.current(name, place);
            if (metadata == null) {
                continue;
            }
            AdoptedTable table = new AdoptedTable(files, metadata, place.toString());
            if (table.isHome()) {
                list.settle(name, place, metadata);
            } else {
                context.progress().note("adopting " + name);
                list.commit(name, place, metadata, table.write());
                tables++;
                lists += table.written();
            }
        }
        int models = placeModels();
        home.move();
        return new AdoptSummary(
                from == null ? null : from.toString(),
                workspace.root().toString(),
                tables,
                lists,
                models,
                watch.seconds());
    }

    private TableList list(@Nullable Path from) {
        context.spark()
                .sql("CREATE NAMESPACE IF NOT EXISTS " + Tables.NAMESPACE); // a database may not know this survey yet
        Catalog catalog = Spark3Util.loadIcebergCatalog(context.spark(), Tables.CATALOG);
        if (catalog instanceof HadoopCatalog) {
            return new FolderTables(files, hadoop());
        }
        if (catalog instanceof DatabaseCatalog database) {
            DatabaseTables list = new DatabaseTables(files, hadoop(), database, from);
            if (from != null && list.hasTablesElsewhere(folder) && isThere(from)) {
                throw new InvalidDataException("Cannot adopt " + workspace.root() + ": the database has the tables of "
                        + from + ", which is still there, under the name " + database.name()
                        + "; expected another catalog.name for the copy");
            }
            return list;
        }
        throw new InvalidDataException("Cannot adopt " + workspace.root() + ": its tables are listed by "
                + catalog.getClass().getName() + ", expected catalog.type hadoop or jdbc");
    }

    /** Whether a workspace stands there, of which this one is a copy. */
    private boolean isThere(Path place) {
        return new WorkspaceHome(Workspace.open(place.toString(), hadoop()))
                .written()
                .isPresent();
    }

    private List<String> names() throws IOException {
        return Arrays.stream(files.listStatus(folder))
                .filter(FileStatus::isDirectory)
                .map(table -> table.getPath().getName())
                .sorted()
                .toList();
    }

    private int placeModels() {
        if (!context.tables().exists(Specs.MODELS)) {
            return 0;
        }
        List<Placed> moved = context.tables().read(Specs.MODELS).select(MODEL_ID, URI).collectAsList().stream()
                .filter(row -> !place(row.getString(0)).equals(row.getString(1)))
                .map(row -> new Placed(row.getString(0), place(row.getString(0))))
                .toList();
        if (!moved.isEmpty()) {
            context.tables()
                    .update(
                            Specs.MODELS,
                            RecordColumns.dataset(context.spark(), Placed.class, moved)
                                    .coalesce(1),
                            List.of("uri"));
        }
        return moved.size();
    }

    private String place(String modelId) {
        return workspace.model(modelId).toString();
    }

    private Configuration hadoop() {
        return context.spark().sparkContext().hadoopConfiguration();
    }
}
