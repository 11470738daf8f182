package org.galaxyvae.base.table;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock.
 *
 * @param line {@code host pid start@boot@namespace@machine command since time}, of a {@link ProcessPlace}; an earlier version's
 *     is without namespace and machine
 * @param file where it stands
 */
record LockHolder(String line, Path file) {
    /** The 22nd of proc(5), counted behind the name. */
    private static final int START_FIELD = 19;

    /** The line of this process. */
    static String me(String command) {
        ProcessPlace here = ProcessPlace.here();
        long pid = ProcessHandle.current().pid();
        return here.host() + " " + pid + " "
                + String.join(
                        "@", started(pid).orElse(ProcessPlace.UNKNOWN), here.boot(), here.namespace(), here.machine())
                + " " + command + " since "
                + Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()) + "\n";
    }

    /** Whether the holder is no more, for sure: in doubt it lives. */
    static boolean isGone(String line) {
        return isGone(line, ProcessPlace.here(), LockHolder::started);
    }

    /**
     * The same of somebody who stands there.
     *
     * @param starts when the process of that number was started, in ticks; empty where there is none
     */
    static boolean isGone(String line, ProcessPlace here, LongFunction<Optional<String>> starts) {
        String[] words = line.split(" ");
        String[] place = words.length < 3 ? new String[0] : words[2].split("@", -1);
        if (place.length != 4 || !words[1].matches("\\d{1,18}") || !place[0].matches("\\d+")) {
            return false;
        }
        ProcessPlace there = new ProcessPlace(words[0], place[1], place[2], place[3]);
        if (here.sharesNumbers(there)) {
            return !starts.apply(Long.parseLong(words[1])).equals(Optional.of(place[0]));
        }
        return here.wasStartedAnewSince(there);
    }

    /** What is said of a holder whose line may not be read, as it is another account's. */
    static String unreadable(String owner) {
        return "a process of " + owner + ", whose lock this account may not read";
    }

    /** Whether somebody was kept from reading. */
    static boolean isDenied(@Nullable Throwable cause) {
        return cause instanceof AccessDeniedException || cause instanceof AccessControlException;
    }

    @Override
    public String toString() {
        return line.isBlank() ? "an unknown process" : line.strip();
    }

    /**
     * When a process was started, in ticks since its machine was: Java's instant moves when somebody sets the clock. Empty where
     * there is no such process.
     */
    static Optional<String> started(long pid) {
        try {
            String stat = Files.readString(java.nio.file.Path.of("/proc/" + pid + "/stat"));
            // behind the program's name in parentheses, which may hold anything
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
