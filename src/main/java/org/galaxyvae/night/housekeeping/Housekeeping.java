package org.galaxyvae.night.housekeeping;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.Tables;

/**
 * Keeps a workspace's files and metadata flat over the nights. Runs behind a publication, under the workspace's lock, while readers
 * read: what may still be read is younger than {@code retention.snapshot_hours}, or held by a branch or a tag.
 *
 * <p>Each step is one commit or may be repeated, so that a kill anywhere leaves work for the next night and nothing else.
 */
public final class Housekeeping {
    private final StageContext context;
    private final Settings.Retention retention;
    private final Instant now;
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<String, Double> seconds = new TreeMap<>();

    private Housekeeping(StageContext context, Instant now) {
        this.context = context;
        this.retention = context.settings().retention();
        this.now = now;
    }

    /** Runs with the machine's clock. */
    public static HousekeepingSummary run(StageContext context) {
        return run(context, Instant.now());
    }

    /**
     * Runs as at that time. What cannot be done is told in the summary and left to the next night: the night itself is published
     * already.
     */
    public static HousekeepingSummary run(StageContext context, Instant now) {
        context.spark().sparkContext().setJobDescription("housekeeping");
        return new Housekeeping(context, now).run();
    }

    private HousekeepingSummary run() {
        if (context.workspace().readText(context.workspace().next()).isPresent()) {
            // The branches of that run are to be fast-forwarded: main must stay where they began.
            return HousekeepingSummary.nothing("Cannot keep house while a run waits to be published: "
                    + context.workspace().next() + " is there, expected recovery first");
        }
        int models = once("retired_models", () -> new RetiredModels(context, now).run());
        int folders = once("published", () -> new PublishedFolders(context, now).run());
        int reports = once("reports", () -> new NightReports(context).run());
        List<Table> tables = tables();
        Instant readBefore = now.minus(Duration.ofHours(retention.snapshotHours()));
        Instant writtenBefore = now.minus(Duration.ofDays(retention.orphanDays()));
        Set<String> published = SnapshotReferences.newest(tables, retention.nights(), context.workspace());
        int references =
                each("references", tables, table -> SnapshotReferences.drop(table, published, context.runId()));
        int compacted = each("compaction", tables, table -> Files.join(context.spark(), table));
        int manifests = each("manifests", tables, Files::joinManifests);
        int snapshots = each("snapshots", tables, table -> Files.expire(table, readBefore));
        int orphans = each("orphans", tables, table -> Orphans.delete(table, writtenBefore))
                + once("passes", () -> Passes.delete(context, writtenBefore));
        return new HousekeepingSummary(
                tables.size(),
                compacted,
                manifests,
                references,
                snapshots,
                orphans,
                folders,
                reports,
                models,
                seconds,
                problems);
    }

    /** All of the catalog, also those that another version made. */
    private List<Table> tables() {
        Catalog catalog = Spark3Util.loadIcebergCatalog(context.spark(), Tables.CATALOG);
        return catalog.listTables(Tables.SURVEY).stream()
                .map(TableIdentifier::name)
                .sorted()
                .map(name -> catalog.loadTable(TableIdentifier.of(Tables.SURVEY, name)))
                .toList();
    }

    private int each(String step, List<Table> tables, TableStep work) {
        int sum = 0;
        for (Table table : tables) {
            sum += once(step, table.name(), () -> {
                table.refresh();
                return work.run(table);
            });
        }
        return sum;
    }

    private int once(String step, Step work) {
        return once(step, context.workspace().root().toString(), work);
    }

    private int once(String step, String where, Step work) {
        Stopwatch watch = Stopwatch.start();
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            problems.add("Cannot keep " + step + " of " + where + ": " + e);
            return 0;
        } finally {
            seconds.merge(step, watch.seconds(), Double::sum);
        }
    }

    /** A step on one table; says how many files or rows it changed. */
    private interface TableStep {
        int run(Table table) throws IOException;
    }

    /** Says how many it changed. */
    private interface Step {
        int run() throws IOException;
    }
}
