package org.galaxyvae.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/** Failures of the machine, not of the program, whatever library tells of them, from the driver or in the text of a failed task. */
final class MachineFailure {
    /** Of the local disk, of a user's quota there, of HDFS. */
    private static final List<String> NO_ROOM =
            List.of("no space left on device", "disk quota exceeded", "quotaexceededexception");

    /** Of Iceberg, where the clock went back in the middle of a command. */
    private static final String CLOCK = "invalid update timestamp";

    private MachineFailure() {}

    /** What the user is to be told, or null where it is another failure. */
    static @Nullable InvalidDataException of(Throwable failure, Path workspace) {
        InvalidDataException told = null;
        // the innermost has the plainest words
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Objects.toString(cause, "").toLowerCase(Locale.ROOT);
            if (NO_ROOM.stream().anyMatch(message::contains)) {
                told = new InvalidDataException(
                        "Cannot write: no space left, expected room in workspace " + workspace
                                + " and in spark.local.dir (default /tmp) of driver and workers; free some and start the same"
                                + " command again",
                        failure);
            } else if (message.contains(CLOCK)) {
                told = new InvalidDataException(
                        "Cannot write workspace " + workspace
                                + ": this machine's clock went back while the command ran, " + cause.getMessage()
                                + "; set it right and start the same command again",
                        failure);
            }
        }
        return told;
    }
}
