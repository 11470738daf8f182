package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.InvalidDataException;
import org.junit.jupiter.api.Test;

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
}
