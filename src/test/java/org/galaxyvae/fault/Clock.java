package org.galaxyvae.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Another time for one process, by libfaketime: the machine's own clock, which others use, stays as it is. */
final class Clock {
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    private Clock() {}

    /** Skips the test where there is no libfaketime. */
    static void require() {
        assumeTrue(Files.exists(LIBRARY), "no libfaketime on this machine: apt-get install libfaketime");
    }

    /** The environment of a command whose clock is shifted, by {@code -1h} or {@code -2d}; none where there is no libfaketime. */
    static Map<String, String> shifted(String by) {
        if (!Files.exists(LIBRARY)) {
            return Map.of();
        }
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME",
                by,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // else Java's timed waits end at once, and its threads spin
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "NO_FAKE_STAT",
                "1");
    }
}
