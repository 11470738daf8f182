package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.galaxyvae.base.table.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MachineFailureTest {
    private static final Path WORKSPACE = new Path("file:/data/survey");

    @Test
    void aFullDiskIsToldWhereverItWasFound() {
        Throwable here =
                new Error(new IOException("No space left on device")); // as FSError, which only Hadoop can make
        Throwable inATask = new IllegalStateException(
                "Job aborted due to stage failure: Lost task 1.0\njava.io.IOException: No space left on device\n\tat x");
        Throwable quota = new IllegalStateException(new IOException("Disk quota exceeded"));
        for (Throwable failure : new Throwable[] {here, inATask, quota}) {
            assertThat(MachineFailure.of(failure, WORKSPACE))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("no space left, expected room in workspace file:/data/survey")
                    .hasCause(failure);
        }
    }

    @Test
    void aClockThatWentBackIsTold() {
        Throwable failure = new IllegalStateException(new IllegalArgumentException(
                "Invalid update timestamp 1: before the latest metadata log entry timestamp 2"));
        assertThat(MachineFailure.of(failure, WORKSPACE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("clock went back while the command ran, Invalid update timestamp 1");
    }

    @Test
    void aBugStaysABug() {
        assertThat(MachineFailure.of(new IllegalStateException("no such row"), WORKSPACE))
                .isNull();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/data/survey/_lock"), "permission denied"),
                Arguments.of(new AccessControlException("user=u, access=WRITE"), "permission denied"),
                Arguments.of(new FileNotFoundException("/data/x (Permission denied)"), "gone or may not be read"),
                Arguments.of(new NoSuchFileException("/data/x"), "gone or may not be read"),
                Arguments.of(new NotFoundException("Failed to open %s", "m.avro"), "gone or may not be read"),
                Arguments.of(new FileSystemException("/data/x", null, "Too many open files"), "Too many open files"),
                Arguments.of(new IOException("Stale file handle"), "Stale file handle"),
                Arguments.of(new ConnectException("Connection refused"), "a server does not answer"),
                Arguments.of(new UnknownHostException("namenode"), "a server does not answer"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "a server does not answer"),
                Arguments.of(
                        new SQLTransientConnectionException("refused"), "the database that lists the tables failed"),
                Arguments.of(new JsonParseException("Unexpected end-of-input"), "a file is damaged"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "out of memory"),
                Arguments.of(new UnsatisfiedLinkError("failed to map segment"), "cannot be loaded"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void troubleOfTheMachineIsToldInOneLineByItsKind(Throwable cause, String told) {
        Throwable failure = new IllegalStateException("in a task", new RuntimeException(cause));
        InvalidDataException line = MachineFailure.of(failure, WORKSPACE);
        assertThat(line)
                .hasMessageStartingWith("Cannot go on with workspace file:/data/survey: ")
                .hasMessageContaining(told);
        assertThat(Objects.requireNonNull(line).getMessage()).hasLineCount(1);
        assertThat(GalaxyVae.exitCode(failure)).isEqualTo(3);
    }

    @Test
    void damagedMetadataAreTheMachinesWhateverTheirReaderThrows() {
        for (String metadata : List.of("", "{", "{}", "[]", "{\"format-version\": 2}")) {
            assertThatThrownBy(() -> TableMetadataParser.fromJson(metadata))
                    .satisfies(failure -> assertThat(MachineFailure.of(new IllegalStateException(failure), WORKSPACE))
                            .as(metadata)
                            .hasMessageContaining("a file is damaged"));
        }
    }
}
