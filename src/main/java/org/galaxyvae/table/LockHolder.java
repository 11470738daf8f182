package org.galaxyvae.table;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Who holds a lock.
 *
 * @param line host, process, its start, command
 * @param file where it stands
 */
record LockHolder(String line, Path file) {
    /** The line of this process. */
    static String me(String command) {
        return host() + " " + ProcessHandle.current().pid() + " " + started(ProcessHandle.current()) + " " + command
                + " since "
                + Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()) + "\n";
    }

    /** Whether the holder ran on this machine and its process is no more. */
    static boolean isGone(String line) {
        String[] words = line.split(" ");
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

    @Override
    public String toString() {
        return line.isBlank() ? "an unknown process" : line.strip();
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
}
