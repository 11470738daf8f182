package org.galaxyvae.night.housekeeping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files under a table's folder that none of its snapshots has: killed writers leave them. Iceberg's own action takes Spark jobs of
 * seconds for each table; here the driver lists the folder and strikes out what manifests name, until nothing is left to ask for.
 */
final class Orphans {
    private final Table table;
    private final Map<String, String> unknown = new HashMap<>();

    private Orphans(Table table) {
        this.table = table;
    }

    /** Deletes those that were written before that time. */
    static int delete(Table table, Instant before) throws IOException {
        Orphans orphans = new Orphans(table);
        if (table.io() instanceof HadoopFileIO hadoop) {
            // Iceberg's listing asks for blocks and owners: on a local disk a process for each file.
            Path folder = new Path(table.location());
            orphans.list(folder.getFileSystem(hadoop.conf()), folder, before);
        } else if (table.io() instanceof SupportsPrefixOperations prefixes) {
            for (FileInfo file : prefixes.listPrefix(table.location())) {
                orphans.note(file.location(), file.createdAtMillis(), before);
            }
        }
        orphans.strikeOut();
        orphans.unknown.values().forEach(table.io()::deleteFile);
        return orphans.unknown.size();
    }

    private void list(FileSystem files, Path folder, Instant before) throws IOException {
        for (FileStatus entry : files.listStatus(folder)) {
            if (entry.isDirectory()) {
                list(files, entry.getPath(), before);
            } else {
                note(entry.getPath().toString(), entry.getModificationTime(), before);
            }
        }
    }

    private void note(String location, long writtenMillis, Instant before) {
        if (writtenMillis < before.toEpochMilli()) {
            unknown.put(path(location), location);
        }
    }

    private void strikeOut() {
        if (unknown.isEmpty()) {
            return;
        }
        FileIO io = table.io();
        know(ReachableFileUtil.metadataFileLocations(table, false));
        know(List.of(ReachableFileUtil.versionHintLocation(table)));
        know(ReachableFileUtil.manifestListLocations(table));
        know(ReachableFileUtil.statisticsFilesLocations(table));
        Set<String> seen = new HashSet<>();
        List<Snapshot> snapshots = new ArrayList<>(
                StreamSupport.stream(table.snapshots().spliterator(), false).toList());
        // The newest first: it has most of the files.
        java.util.Collections.reverse(snapshots);
        for (Snapshot snapshot : snapshots) {
            for (ManifestFile manifest : snapshot.allManifests(io)) {
                if (unknown.isEmpty()) {
                    return;
                }
                if (seen.add(manifest.path())) {
                    know(List.of(manifest.path()));
                    knowFiles(manifest);
                }
            }
        }
    }

    private void knowFiles(ManifestFile manifest) {
        try {
            if (manifest.content() == ManifestContent.DATA) {
                try (CloseableIterable<String> files = ManifestFiles.readPaths(manifest, table.io())) {
                    know(files);
                }
            } else {
                try (var files = ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
                    files.forEach(file -> know(List.of(file.location())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void know(Iterable<String> locations) {
        locations.forEach(location -> unknown.remove(path(location)));
    }

    /** Without scheme and bucket, which the same file may be named with in several ways; all lie under one folder. */
    private static String path(String location) {
        return new Path(location).toUri().getPath();
    }
}
