package org.galaxyvae.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per workspace: a file that names who writes.
 *
 * <p>A lock whose process is gone from this very machine is taken over; any other stale lock is named with how to clear it.
 */
public final class WorkspaceLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);

    private final Workspace workspace;

    private WorkspaceLock(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Takes the lock.
     *
     * @throws InvalidDataException where another process holds it
     */
    public static WorkspaceLock take(Workspace workspace, String command) {
        String mine = host() + " " + ProcessHandle.current().pid() + " " + started(ProcessHandle.current()) + " "
                + command + " since "
                + Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()) + "\n";
        for (int attempt = 0; attempt < 2; attempt++) {
            if (workspace.createText(workspace.lock(), mine)) {
                return new WorkspaceLock(workspace);
            }
            String holder = workspace.readText(workspace.lock()).orElse("");
            if (!isGone(holder)) {
                throw new InvalidDataException("Cannot write workspace " + workspace.root() + ": locked by "
                        + (holder.isBlank() ? "an unknown process" : holder.strip())
                        + "; if that process is gone, remove " + workspace.lock());
            }
            LOG.warn("Taking over the lock of a process that is gone: {}", holder.strip());
            remove(workspace);
        }
        throw new InvalidDataException("Cannot write workspace " + workspace.root() + ": two writers started at once");
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

    private static void remove(Workspace workspace) {
        try {
            workspace.files().delete(workspace.lock(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + workspace.lock(), e);
        }
    }

    @Override
    public void close() {
        remove(workspace);
    }
}
