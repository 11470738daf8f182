package org.galaxyvae.base.table;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per workspace, whose line names who writes.
 *
 * <p>A lock whose process is gone from this very machine is taken over; any other stale lock is named with how to clear it.
 */
public final class WorkspaceLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);

    private static final long POLL_MILLIS = 1000;

    /** Which word of a lock's line. */
    private static final int COMMAND = 3;

    private final Latch latch;

    private WorkspaceLock(Latch latch) {
        this.latch = latch;
    }

    /**
     * Takes the lock, or leaves at once.
     *
     * @throws InvalidDataException where another process holds it
     */
    public static WorkspaceLock take(Workspace workspace, String command) {
        return take(workspace, command, Duration.ZERO);
    }

    /**
     * Takes the lock, waiting for its holder.
     *
     * @param patience how long
     * @throws InvalidDataException where another process holds it still
     */
    public static WorkspaceLock take(Workspace workspace, String command, Duration patience) {
        Latch latch = Latch.of(workspace, LockHolder.me(command));
        return take(workspace, latch, patience, millis -> Thread.sleep(millis));
    }

    /** How a waiting process passes the time. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    static WorkspaceLock take(Workspace workspace, Latch latch, Duration patience, Pause pause) {
        long began = System.nanoTime();
        boolean told = false;
        while (true) {
            LockHolder holder = latch.seize();
            if (holder == null) {
                return new WorkspaceLock(latch);
            }
            long left = patience.toMillis() - (System.nanoTime() - began) / 1_000_000;
            if (left <= 0) {
                throw new InvalidDataException("Cannot write workspace " + workspace.root() + ": locked by " + holder
                        + (patience.isZero() ? "" : ", after waiting " + patience.toSeconds() + " s")
                        + "; if that process is gone, remove " + holder.file());
            }
            if (!told) {
                LOG.warn("Waiting up to {} s for {}", patience.toSeconds(), holder);
                told = true;
            }
            try {
                // not in step with others, who would withdraw together from an object store for ever
                long poll = ThreadLocalRandom.current().nextLong(POLL_MILLIS / 2, POLL_MILLIS + 1);
                pause.millis(Math.min(left, poll));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InvalidDataException(
                        "Cannot write workspace " + workspace.root() + ": interrupted while waiting for " + holder, e);
            }
        }
    }

    /**
     * Removes the lock that came with a copied workspace: who holds it works in the original.
     *
     * @param command the only one that works in a workspace which was made elsewhere, and whose lock stays
     */
    public static void dropCopied(Workspace workspace, String command) {
        String[] words = holder(workspace).orElse("").split(" ");
        if (words.length > COMMAND && !words[COMMAND].equals(command)) {
            LOG.warn("Removing the lock that was copied along: {}", String.join(" ", words));
            workspace.removeAll(workspace.lock());
        }
    }

    /** Who writes now: the lock's line, or empty where nobody does. */
    public static Optional<String> holder(Workspace workspace) {
        return Latch.of(workspace, "").holder().map(holder -> holder.line().strip());
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        latch.release();
    }
}
