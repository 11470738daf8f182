package org.galaxyvae.base.table;

import java.util.List;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Branches, on which a night is written before anybody sees it, and tags, by which a published one stays. */
public final class Branches {
    private static final String MAIN = SnapshotRef.MAIN_BRANCH;
    private static final String NIGHT = "night_";

    private final Tables tables;

    Branches(Tables tables) {
        this.tables = tables;
    }

    /** The branch on which a run writes what it may publish. */
    public static String ofNight(String runId) {
        return NIGHT + runId.replace('-', '_');
    }

    /** The tag by which a published run stays. */
    public static String tag(String runId) {
        return "published_" + runId.replace('-', '_');
    }

    /** Whether the table has such a branch. */
    public boolean has(TableSpec table, String branch) {
        return tables.exists(table) && tables.iceberg(table).refs().containsKey(branch);
    }

    /** Branches off what is published now; one that is there stays as it is. */
    void create(TableSpec table, String branch) {
        Table loaded = tables.iceberg(table);
        if (!loaded.refs().containsKey(branch)) {
            loaded.manageSnapshots().createBranch(branch).commit();
        }
    }

    /** Shows readers in one commit what stands on the branch; nothing where there is none. */
    public void fastForward(TableSpec table, String branch) {
        if (has(table, branch)) {
            tables.iceberg(table)
                    .manageSnapshots()
                    .fastForwardBranch(MAIN, branch)
                    .commit();
        }
    }

    /** Ends a branch, with or without having been published; a tag keeps what is published now. */
    public void drop(TableSpec table, String branch, boolean tagged, String tag) {
        if (!tables.exists(table)) {
            return;
        }
        Table loaded = tables.iceberg(table);
        boolean tagging = tagged && !loaded.refs().containsKey(tag) && loaded.currentSnapshot() != null;
        boolean dropping = loaded.refs().containsKey(branch);
        if (!tagging && !dropping) {
            return;
        }
        ManageSnapshots change = loaded.manageSnapshots();
        if (tagging) {
            change = change.createTag(tag, loaded.currentSnapshot().snapshotId());
        }
        if (dropping) {
            change = change.removeBranch(branch);
        }
        change.commit();
    }

    /** The published snapshot, or 0 for none. */
    public long snapshotId(TableSpec table) {
        if (!tables.exists(table)) {
            return 0;
        }
        org.apache.iceberg.Snapshot current = tables.iceberg(table).currentSnapshot();
        return current == null ? 0 : current.snapshotId();
    }

    /** Branches of nights that were never published, the newest last. */
    public List<String> leftOver(TableSpec table) {
        if (!tables.exists(table)) {
            return List.of();
        }
        Table loaded = tables.iceberg(table);
        return loaded.refs().entrySet().stream()
                .filter(ref -> ref.getValue().isBranch() && ref.getKey().startsWith(NIGHT))
                .sorted(java.util.Comparator.comparingLong(
                        ref -> loaded.snapshot(ref.getValue().snapshotId()).timestampMillis()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
