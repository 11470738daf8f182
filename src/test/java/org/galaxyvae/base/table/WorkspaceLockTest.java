package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.pixel.sky.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {
    private static final int RIVALS = 8;

    @TempDir
    private Path directory;

    @Test
    void oneOfManyTakesOverTheLockOfAProcessThatIsGone() throws Exception {
        String gone = EndedProcess.lockLine("score");
        assertThat(winnersOf(50, () -> Files.writeString(directory.resolve("_lock"), gone)))
                .allMatch(winners -> winners == 1);
    }

    @Test
    void oneOfManyTakesAFreeLock() throws Exception {
        assertThat(winnersOf(50, () -> {})).allMatch(winners -> winners == 1);
    }

    /** Killed after the claim and before the lock: the claim's owner is gone as well. */
    @Test
    void finishesATakeOverThatWasKilledHalfway() throws Exception {
        String gone = EndedProcess.lockLine("score");
        String heir = EndedProcess.lockLine("score");
        Files.writeString(directory.resolve("_lock"), gone);
        Files.writeString(directory.resolve("_lock." + Hashes.sha256(gone, 8)), heir);
        WorkspaceLock.take(workspace(), "score").close();
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void waitsUntilTheHolderIsDone() {
        WorkspaceLock first = WorkspaceLock.take(workspace(), "ingest");
        AtomicInteger pauses = new AtomicInteger();
        WorkspaceLock second = WorkspaceLock.take(workspace(), latch("score"), Duration.ofHours(1), millis -> {
            assertThat(millis).isBetween(1L, 1000L);
            if (pauses.incrementAndGet() == 3) {
                first.close();
            }
        });
        assertThat(pauses).hasValue(3);
        assertThat(WorkspaceLock.holder(workspace()))
                .hasValueSatisfying(line -> assertThat(line).contains(" score since "));
        second.close();
        assertThat(WorkspaceLock.holder(workspace())).isEmpty();
    }

    @Test
    void namesTheHolderWhenPatienceEnds() {
        try (WorkspaceLock first = WorkspaceLock.take(workspace(), "ingest")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> WorkspaceLock.take(workspace(), "score"))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("locked by")
                    .hasMessageContaining(" ingest since ")
                    .hasMessageEndingWith("remove " + workspace().lock());
            assertThatThrownBy(() -> WorkspaceLock.take(workspace(), latch("score"), Duration.ofMillis(1), millis -> {
                        long end = System.nanoTime() + 2_000_000;
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    }))
                    .hasMessageContaining(", after waiting 0 s");
        }
    }

    /** Java tells the start of a process by the clock: once that was set, the living holder would be taken for another. */
    @Test
    void knowsItsHolderByWhatNobodyCanSet() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(workspace(), "ingest")) {
            assertThat(lock).isNotNull();
            assertThat(Files.readString(directory.resolve("_lock")).split(" ")[2])
                    .startsWith(
                            LockHolder.started(ProcessHandle.current().pid()).orElseThrow() + "@")
                    .matches("\\d+@[0-9a-f-]{36}@\\d+@([0-9a-f]{16}|-)");
        }
    }

    /** A temporary file would be for its owner alone, so that nobody else could see who writes. */
    @Test
    void whoMayReadTheWorkspaceMaySeeWhoWrites() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(workspace(), "ingest")) {
            assertThat(lock).isNotNull();
            Path other = Files.writeString(directory.resolve("other"), "as the umask says");
            assertThat(Files.getPosixFilePermissions(directory.resolve("_lock")))
                    .isEqualTo(Files.getPosixFilePermissions(other));
        }
    }

    @Test
    void leavesALockThatAnotherTookSinceItWasRemovedByHand() throws IOException {
        WorkspaceLock first = WorkspaceLock.take(workspace(), "ingest");
        Files.writeString(directory.resolve("_lock"), "elsewhere 1 2026-01-01T00:00:00Z score\n");
        first.close();
        assertThat(directory.resolve("_lock")).hasContent("elsewhere 1 2026-01-01T00:00:00Z score");
    }

    private interface Before {
        void round() throws IOException;
    }

    /** Rivals start at once; a winner holds the lock until all have tried. */
    private List<Integer> winnersOf(int rounds, Before before) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
        try {
            CyclicBarrier barrier = new CyclicBarrier(RIVALS);
            List<Integer> winners = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                before.round();
                List<Future<Boolean>> tries = new ArrayList<>();
                for (int i = 0; i < RIVALS; i++) {
                    tries.add(threads.submit(() -> {
                        barrier.await(20, TimeUnit.SECONDS);
                        WorkspaceLock lock = null;
                        try {
                            lock = WorkspaceLock.take(workspace(), "score");
                        } catch (InvalidDataException e) {
                            // another was first
                        }
                        barrier.await(20, TimeUnit.SECONDS);
                        if (lock != null) {
                            lock.close();
                        }
                        return lock != null;
                    }));
                }
                int won = 0;
                for (Future<Boolean> attempt : tries) {
                    won += attempt.get() ? 1 : 0;
                }
                winners.add(won);
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    private Latch latch(String command) {
        return new LockFile(workspace(), LockHolder.me(command));
    }

    private Workspace workspace() {
        return Workspace.open(directory.toString(), new Configuration());
    }
}
