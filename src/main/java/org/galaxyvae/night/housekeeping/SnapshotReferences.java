package org.galaxyvae.night.housekeeping;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Workspace;

/** Tags and branches that hold snapshots. */
final class SnapshotReferences {
    private static final String PUBLISHED = Branches.tag("");
    private static final String NIGHT = Branches.ofNight("");

    private SnapshotReferences() {}

    /** The tags of the newest published runs over all tables, and of the one that CURRENT names: ids sort by time. */
    static Set<String> newest(List<Table> tables, int nights, Workspace workspace) {
        Set<String> kept = tables.stream()
                .flatMap(table -> table.refs().entrySet().stream())
                .filter(ref -> ref.getValue().isTag() && ref.getKey().startsWith(PUBLISHED))
                .map(Map.Entry::getKey)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .limit(nights)
                .collect(Collectors.toCollection(HashSet::new));
        workspace.currentRun().map(Branches::tag).ifPresent(kept::add);
        return kept;
    }

    /**
     * Drops other tags of published runs, and branches of nights. No run waits to be published here, so a branch is one of a
     * night that failed or was killed; this run's own stays to be looked at until the next.
     */
    static int drop(Table table, Set<String> published, String runId) {
        List<Map.Entry<String, SnapshotRef>> old = table.refs().entrySet().stream()
                .filter(ref -> ref.getValue().isTag()
                        ? ref.getKey().startsWith(PUBLISHED) && !published.contains(ref.getKey())
                        : ref.getKey().startsWith(NIGHT) && !ref.getKey().equals(Branches.ofNight(runId)))
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        ManageSnapshots change = table.manageSnapshots();
        for (Map.Entry<String, SnapshotRef> ref : old) {
            change = ref.getValue().isTag() ? change.removeTag(ref.getKey()) : change.removeBranch(ref.getKey());
        }
        change.commit();
        return old.size();
    }
}
