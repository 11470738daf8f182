package org.galaxyvae.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.sky.Hashes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per workspace: a file that names who writes.
 *
 * <p>A lock whose process is gone from this very machine is taken over; any other stale lock is named with how to clear it.
 */
public final class WorkspaceLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);

    private static final long POLL_MILLIS = 1000;

    private final Workspace workspace;
    private final String mine;

    private WorkspaceLock(Workspace workspace, String mine) {
        this.workspace = workspace;
        this.mine = mine;
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
        return take(workspace, command, patience, millis -> Thread.sleep(millis));
    }

    /** How a waiting process passes the time. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    static WorkspaceLock take(Workspace workspace, String command, Duration patience, Pause pause) {
        String mine = host() + " " + ProcessHandle.current().pid() + " " + started(ProcessHandle.current()) + " "
                + command + " since "
                + Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()) + "\n";
        long began = System.nanoTime();
        boolean told = false;
        while (true) {
            String holder = seize(workspace, workspace.lock(), mine);
            if (holder == null) {
                return new WorkspaceLock(workspace, mine);
            }
            long left = patience.toMillis() - (System.nanoTime() - began) / 1_000_000;
            if (left <= 0) {
                throw new InvalidDataException("Cannot write workspace " + workspace.root() + ": locked by "
                        + (holder.isBlank() ? "an unknown process" : holder.strip())
                        + (patience.isZero() ? "" : ", after waiting " + patience.toSeconds() + " s")
                        + "; if that process is gone, remove " + workspace.lock());
            }
            if (!told) {
                LOG.warn("Waiting up to {} s for {}", patience.toSeconds(), holder.strip());
                told = true;
            }
            try {
                pause.millis(Math.min(left, POLL_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InvalidDataException(
                        "Cannot write workspace " + workspace.root() + ": interrupted while waiting for "
                                + holder.strip(),
                        e);
            }
        }
    }

    /**
     * Makes a file ours, unless somebody who lives has it. The file of one who is gone may be replaced only by who has made the claim
     * file that is named by what stands in it, so that of many who find it one replaces it, and none replaces a newer one. A claim
     * of one who is gone is seized in the same way.
     *
     * @return what stands in it where another has it, else null
     */
    private static @Nullable String seize(Workspace workspace, Path file, String mine) {
        if (workspace.createText(file, mine)) {
            return null;
        }
        String holder = workspace.readText(file).orElse("");
        if (!isGone(holder)) {
            return holder;
        }
        Path claim = file.suffix("." + Hashes.sha256(holder, 8));
        String other = seize(workspace, claim, mine);
        if (other != null) {
            return other;
        }
        try {
            String now = workspace.readText(file).orElse("");
            if (!now.equals(holder)) {
                return now;
            }
            LOG.warn("Taking over the lock of a process that is gone: {}", holder.strip());
            workspace.replaceText(file, mine);
            return null;
        } finally {
            remove(workspace, claim);
        }
    }

    /** Who writes now: the lock's line, or empty where nobody does. */
    public static Optional<String> holder(Workspace workspace) {
        return workspace.readText(workspace.lock()).map(String::strip).filter(line -> !isGone(line));
    }

    /** Whether the holder ran on this machine and its process is no more. */
    private static boolean isGone(String holder) {
        String[] words = holder.split(" ");
        if (words.length < 3 || !words[0].equals(host())) {
            return false;
        }
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[1]));
            return process.isEmpty() || !started(process.get()).equals(words[2]);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    private static void remove(Workspace workspace, Path file) {
        try {
            workspace.files().delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }

    /** Gives the lock back; one that somebody removed by hand, and another took since, stays that other's. */
    @Override
    public void close() {
        if (workspace.readText(workspace.lock()).orElse("").equals(mine)) {
            remove(workspace, workspace.lock());
        }
    }
}
