package org.galaxyvae.base.table;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
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
    /** The 22nd of proc(5), counted behind the name. */
    private static final int START_FIELD = 19;

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
            return process.isEmpty()
                    || !(started(process.get()).equals(words[2])
                            || instant(process.get()).equals(words[2]));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return line.isBlank() ? "an unknown process" : line.strip();
    }

    /** When a process started, in ticks since this machine did: Java's instant moves when somebody sets the clock. */
    static String started(ProcessHandle process) {
        try {
            String boot = Files.readString(java.nio.file.Path.of("/proc/sys/kernel/random/boot_id"))
                    .strip();
            String stat = Files.readString(java.nio.file.Path.of("/proc/" + process.pid() + "/stat"));
            // behind the program's name in parentheses, which may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[START_FIELD] + "@" + boot;
        } catch (IOException e) {
            return instant(process);
        }
    }

    /** What an earlier version wrote for it. */
    private static String instant(ProcessHandle process) {
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
