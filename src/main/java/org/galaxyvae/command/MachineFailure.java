package org.galaxyvae.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.galaxyvae.base.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/** Failures of the machine, not of the program, whatever library tells of them, from the driver or in the text of a failed task. */
final class MachineFailure {
    /** Of the local disk, of a user's quota there, of HDFS. */
    private static final List<String> NO_ROOM =
            List.of("no space left on device", "disk quota exceeded", "quotaexceededexception");

    /** Of Iceberg, where the clock went back in the middle of a command. */
    private static final String CLOCK = "invalid update timestamp";

    /** Code that reads files which others wrote: what it throws of whatever class is said of a damaged file. */
    private static final List<String> READERS = List.of(
            "org.apache.iceberg.TableMetadataParser",
            "org.apache.iceberg.util.JsonUtil",
            "org.apache.iceberg.avro.",
            "org.apache.iceberg.shaded.org.apache.avro.",
            "org.apache.iceberg.shaded.org.apache.parquet.",
            "org.apache.parquet.");

    private static final int LONGEST = 300;

    private MachineFailure() {}

    /** What the user is to be told, or null where it is another failure. */
    static @Nullable InvalidDataException of(Throwable failure, Path workspace) {
        return of(failure, "workspace " + workspace);
    }

    /** The same where no workspace was open. */
    static @Nullable InvalidDataException of(Throwable failure) {
        return of(failure, "what the command names");
    }

    private static @Nullable InvalidDataException of(Throwable failure, String where) {
        InvalidDataException special = null;
        InvalidDataException told = null;
        // the innermost has the plainest words
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidDataException) {
                return null; // it has its own
            }
            String message = Objects.toString(cause, "").toLowerCase(Locale.ROOT);
            if (NO_ROOM.stream().anyMatch(message::contains)) {
                special = new InvalidDataException(
                        "Cannot write: no space left, expected room in " + where
                                + " and in spark.local.dir (default /tmp) of driver and workers; free some and start the same"
                                + " command again",
                        failure);
            }
            if (message.contains(CLOCK)) {
                special = new InvalidDataException(
                        "Cannot write " + where + ": this machine's clock went back while the command ran, "
                                + cause.getMessage() + "; set it right and start the same command again",
                        failure);
            }
            String trouble = trouble(cause);
            if (trouble != null) {
                told = new InvalidDataException("Cannot go on with " + where + ": " + trouble, failure);
            }
        }
        return special == null ? told : special;
    }

    /** What is wrong with the machine or with files on it, by the kind of failure; null where it says nothing of these. */
    private static @Nullable String trouble(Throwable cause) {
        if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
            return "permission denied, " + text(cause) + "; expected that this user may read and write it";
        }
        if (cause instanceof FileNotFoundException
                || cause instanceof NoSuchFileException
                || cause instanceof NotFoundException) {
            return "a file is gone or may not be read, " + text(cause)
                    + "; expected its disk mounted and all of the survey's files there";
        }
        if (cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException) {
            return "a server does not answer, " + text(cause) + "; expected it up and its name and port right";
        }
        if (cause instanceof SQLException) {
            return "the database that lists the tables failed, " + text(cause);
        }
        if (isReading(cause)) {
            return "a file is damaged, " + text(cause) + "; expected it whole: restore it from a backup";
        }
        if (cause instanceof OutOfMemoryError) {
            return "out of memory, " + text(cause) + "; give more by GALAXY_VAE_SUBMIT_OPTIONS='--driver-memory 8g'";
        }
        if (cause instanceof UnsatisfiedLinkError || cause instanceof UnsupportedClassVersionError) {
            return "a native library or a class cannot be loaded, " + text(cause)
                    + "; expected Java 17, and a home and a folder for temporary files that allow executing";
        }
        if (cause instanceof IOException || cause instanceof RuntimeIOException || cause instanceof FSError) {
            return "reading or writing failed, " + text(cause);
        }
        return null;
    }

    /** Whether a reader of files threw it, or what the reader called in Java's own library. */
    private static boolean isReading(Throwable cause) {
        if (cause.getClass().getName().contains("com.fasterxml.jackson.")) { // ours, or that in another's jar
            return true;
        }
        for (StackTraceElement frame : cause.getStackTrace()) {
            String name = frame.getClassName();
            if (READERS.stream().anyMatch(name::startsWith)) {
                return true;
            }
            if (!name.startsWith("java.") && !name.contains(".com.google.common.base.Preconditions")) {
                return false;
            }
        }
        return false;
    }

    private static String text(Throwable cause) {
        String line = cause.toString().lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
