package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path directory;

    private Workspace workspace;
    private Path lock;

    @BeforeEach
    void open() {
        workspace = Workspace.open(directory.toString(), new Configuration());
        lock = directory.resolve("_lock");
    }

    @Test
    void lendsTheLockToOneWriterAtATime() {
        try (WorkspaceLock held = WorkspaceLock.take(workspace, "train")) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> WorkspaceLock.take(workspace, "score"))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("train")
                    .hasMessageContaining("if that process is gone, remove file:" + lock);
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void takesOverTheLockOfAProcessThatIsGoneFromThisMachine() throws Exception {
        Files.writeString(lock, EndedProcess.lockLine("train"));
        try (WorkspaceLock taken = WorkspaceLock.take(workspace, "score")) {
            assertThat(taken).isNotNull();
            assertThat(Files.readString(lock)).contains("score");
        }
    }

    @Test
    void leavesTheLockOfAnotherMachineAndOneItCannotRead() throws Exception {
        for (String holder : new String[] {"elsewhere 1 2026-01-01T00:00:00Z train since then\n", ""}) {
            Files.writeString(lock, holder);
            assertThatThrownBy(() -> WorkspaceLock.take(workspace, "score"))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining(holder.isEmpty() ? "unknown process" : "elsewhere 1");
            assertThat(lock).hasContent(holder.strip());
        }
    }

    @Test
    void replacesASmallFileWhole() {
        workspace.createText(workspace.current(), "first\n");
        workspace.replaceText(workspace.current(), "second\n");
        assertThat(workspace.currentRun()).contains("second");
        assertThat(directory.resolve("published"))
                .isDirectoryContaining("glob:**/CURRENT")
                .isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void hasNoPublishedRunBeforeTheFirst() {
        assertThat(workspace.currentRun()).isEmpty();
    }

    @Test
    void doesNotTakeWhatCannotBeReadForAFileThatIsNotThere() throws Exception {
        Files.createDirectories(directory.resolve("published").resolve("CURRENT"));
        assertThatThrownBy(() -> workspace.currentRun())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("CURRENT");
    }

    @Test
    void makesIdsThatSortByTimeAndAreSafeAsPaths() {
        String first = Ids.next(Instant.parse("2026-01-02T03:04:05.006Z"));
        assertThat(first).startsWith("20260102T030405006-");
        assertThat(Ids.isId(first)).isTrue();
        assertThat(Ids.isId("../" + first)).isFalse();
    }
}
