package org.galaxyvae.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.types.Types.StructType;
import org.apache.iceberg.util.StructLikeWrapper;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.TableSpec;

/** The files of one table: small ones joined, those of old snapshots deleted. */
final class Files {
    /** Fewer cost a scan nothing; with one file a night every table is joined about once a week. */
    private static final int SMALL_FILES = 8;

    private static final long SMALL_BYTES = 32L << 20;
    private static final int MANIFESTS = 16;
    private static final long SMALL_MANIFEST_BYTES = 4L << 20;

    /** Every scoring replaces a model's files in these: they do not grow, and joining them would be undone the next night. */
    private static final Set<String> REPLACED = List.of(Specs.LATENTS, Specs.SCORES, Specs.EXPLANATIONS).stream()
            .map(TableSpec::name)
            .collect(Collectors.toUnmodifiableSet());

    private Files() {}

    /** Joins the small data files of partitions that have many. */
    static int join(SparkSession spark, Table table) {
        String name = table.name().substring(table.name().lastIndexOf('.') + 1);
        if (REPLACED.contains(name) || table.currentSnapshot() == null || !hasManySmall(table)) {
            return 0;
        }
        RewriteDataFiles.Result result = SparkActions.get(spark)
                .rewriteDataFiles(table)
                .option("min-input-files", Integer.toString(SMALL_FILES))
                .option("min-file-size-bytes", Long.toString(SMALL_BYTES))
                .execute();
        return result.rewrittenDataFilesCount();
    }

    private static boolean hasManySmall(Table table) {
        Map<StructLikeWrapper, Integer> small = new HashMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                StructType partition = task.spec().partitionType();
                if (task.file().fileSizeInBytes() < SMALL_BYTES
                        && small.merge(
                                        StructLikeWrapper.forType(partition)
                                                .set(task.file().partition()),
                                        1,
                                        Integer::sum)
                                >= SMALL_FILES) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
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

    private static boolean isSmall(ManifestFile manifest) {
        return manifest.length() < SMALL_MANIFEST_BYTES;
    }

    /** Forgets snapshots of before that time that no branch's head and no tag names, and deletes the files that they alone have. */
    static int expire(Table table, Instant before) {
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
