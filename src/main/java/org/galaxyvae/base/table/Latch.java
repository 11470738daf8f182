package org.galaxyvae.base.table;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a process makes a workspace its own; one for each try to take its lock. */
interface Latch {
    /**
     * Tries once.
     *
     * @return who has it, or null where it is ours
     */
    @Nullable
    LockHolder seize();

    /** Gives it back; one that somebody removed by hand, and another took since, stays that other's. */
    void release();

    /** Who has it and lives. */
    Optional<LockHolder> holder();

    /** The one that is safe on the workspace's file system. */
    static Latch of(Workspace workspace, String mine) {
        return ObjectStore.holds(workspace.root().toUri())
                ? new LockClaims(workspace, mine)
                : new LockFile(workspace, mine);
    }
}
