package org.galaxyvae.command;

import java.time.Duration;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that writes to a workspace. */
final class WritingOptions extends WorkspaceOptions {
    private static final int DAY_S = 86_400;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for another command that writes, 0 to 86400; default: nightly.lock_wait_s.")
    private @Nullable Integer waitS;

    /** How long to wait for the workspace's lock. */
    Duration patience() {
        Integer seconds = waitS;
        if (seconds == null) {
            return Duration.ofSeconds(common.settings().nightly().lockWaitS());
        }
        if (seconds < 0 || seconds > DAY_S) {
            throw new RequestException("Invalid --wait " + seconds + ": expected 0 to " + DAY_S + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}
