package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock for object stores, here on a local disk, whose folders list as S3's do: what was written before is there. */
class LockClaimsTest {
    private static final int RIVALS = 8;

    @TempDir
    private Path directory;

    @Test
    void neverLetsTwoIn() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
        try {
            CyclicBarrier barrier = new CyclicBarrier(RIVALS);
            List<Future<?>> rivals = new ArrayList<>();
            for (int i = 0; i < RIVALS; i++) {
                rivals.add(threads.submit(() -> {
                    barrier.await(20, TimeUnit.SECONDS);
                    for (int turn = 0; turn < 5; turn++) {
                        try (WorkspaceLock lock = take(Duration.ofMinutes(2))) {
                            assertThat(lock).isNotNull();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            turns.incrementAndGet();
                            Thread.sleep(1); // long enough for a rival to come in
                            inside.decrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> rival : rivals) {
                rival.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(turns).hasValue(RIVALS * 5);
        assertThat(most).hasValue(1);
        assertThat(claims()).isEmpty();
    }

    @Test
    void withdrawsBeforeOneWhoLivesAndNamesItsFile() throws Exception {
        try (WorkspaceLock held = take(Duration.ZERO)) {
            assertThat(held).isNotNull();
            Path claim = claims().get(0);
            assertThatThrownBy(() -> take(Duration.ZERO))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("locked by")
                    .hasMessageEndingWith("remove file:" + claim);
            assertThat(claims()).containsExactly(claim);
            assertThat(latch().holder())
                    .hasValueSatisfying(holder -> assertThat(holder.line()).contains(" score since "));
        }
        assertThat(claims()).isEmpty();
        assertThat(latch().holder()).isEmpty();
    }

    @Test
    void removesTheClaimOfAProcessThatIsGoneAndLeavesThatOfAnotherMachine() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("_lock"));
        Files.writeString(folder.resolve("dead"), EndedProcess.lockLine("train"));
        take(Duration.ZERO).close();
        assertThat(claims()).isEmpty();
        Path other = Files.writeString(folder.resolve("far"), "elsewhere 1 2026-01-01T00:00:00Z train since then\n");
        assertThatThrownBy(() -> take(Duration.ZERO)).hasMessageContaining("elsewhere 1");
        assertThat(claims()).containsExactly(other);
    }

    private WorkspaceLock take(Duration patience) {
        return WorkspaceLock.take(workspace(), latch(), patience, millis -> Thread.sleep(millis / 100));
    }

    private Latch latch() {
        return new LockClaims(workspace(), LockHolder.me("score"));
    }

    private Workspace workspace() {
        return Workspace.open(directory.toString(), new Configuration());
    }

    private List<Path> claims() throws Exception {
        try (var files = Files.list(directory.resolve("_lock"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
