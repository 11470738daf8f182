package org.galaxyvae.night.housekeeping;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.table.SmallFiles;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;

/** The files of one table: small ones joined, those of old snapshots deleted. */
final class Files {
    /** Fewer cost a scan nothing; with one file a night every table is joined about once a week. */
    private static final SmallFiles SMALL = new SmallFiles(8, 32L << 20);

    private static final int MANIFESTS = 16;
    private static final long SMALL_MANIFEST_BYTES = 4L << 20;

    /** Every scoring replaces a model's files in these: they do not grow, and joining them would be undone the next night. */
    private static final Set<String> REPLACED =
            List.of(Specs.LATENTS, Specs.SCORES, Specs.EXPLANATIONS, Specs.MAP, Specs.NEIGHBORS).stream()
                    .map(TableSpec::name)
                    .collect(Collectors.toUnmodifiableSet());

    private Files() {}

    /** Joins the small data files of partitions that have many. */
    static int join(SparkSession spark, Table table) {
        String name = table.name().substring(table.name().lastIndexOf('.') + 1);
        return REPLACED.contains(name) ? 0 : SMALL.join(spark, table);
    }

    /** Joins small manifests where there are many. */
    static int joinManifests(Table table) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return 0;
        }
        long small = current.dataManifests(table.io()).stream()
                .filter(Files::isSmall)
                .count();
        if (small < MANIFESTS) {
            return 0;
        }
        table.rewriteManifests().clusterBy(file -> "").rewriteIf(Files::isSmall).commit();
        return Math.toIntExact(small);
    }

    /** When the snapshot was made that readers saw at that time; that time itself where there was none. */
    private static Instant seenAt(Table table, Instant time) {
        Instant made = time;
        for (HistoryEntry entry : table.history()) {
            Snapshot snapshot = table.snapshot(entry.snapshotId());
            if (entry.timestampMillis() <= time.toEpochMilli() && snapshot != null) {
                made = Instant.ofEpochMilli(Math.min(snapshot.timestampMillis(), time.toEpochMilli()));
            }
        }
        return made;
    }

    private static boolean isSmall(ManifestFile manifest) {
        return manifest.length() < SMALL_MANIFEST_BYTES;
    }

    /**
     * Forgets snapshots that readers saw last before that time and that no branch's head and no tag names, and deletes the files
     * that they alone have. A snapshot of a day ago was what readers opened until the next came, a moment ago.
     */
    static int expire(Table table, Instant readBefore) {
        Instant before = seenAt(table, readBefore);
        Set<Long> held =
                table.refs().values().stream().map(SnapshotRef::snapshotId).collect(Collectors.toSet());
        long old = StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot ->
                        snapshot.timestampMillis() < before.toEpochMilli() && !held.contains(snapshot.snapshotId()))
                .count();
        if (old == 0) {
            return 0;
        }
        table.expireSnapshots()
                .expireOlderThan(before.toEpochMilli())
                .retainLast(1)
                .commit();
        return Math.toIntExact(old);
    }
}
