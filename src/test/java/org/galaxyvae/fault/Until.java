package org.galaxyvae.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/** Waits for what a running command does. */
final class Until {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 50;

    private Until() {}

    /** Looks whenever the command has not ended for another moment. */
    static void happened(CompletableFuture<?> command, BooleanSupplier what) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Nothing happened within " + PATIENCE);
            }
            try {
                throw new AssertionError(
                        "The command ended before that: " + command.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // it runs: look again
            }
        }
    }

    /** Whether such a path is under the folder. */
    static boolean holds(Path folder, Pattern path) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> path.matcher(file.toString()).find());
        } catch (IOException | UncheckedIOException e) {
            return false; // a folder went while we walked
        }
    }

    /** Whether something is in a folder of any file system. */
    static boolean holds(FileSystem files, org.apache.hadoop.fs.Path folder) {
        try {
            return files.listFiles(folder, true).hasNext();
        } catch (IOException e) {
            return false; // not there yet, or not any more
        }
    }
}
