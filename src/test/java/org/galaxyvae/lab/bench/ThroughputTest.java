package org.galaxyvae.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.galaxyvae.network.ResidentWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock, on work that is none. */
@Timeout(30)
class ThroughputTest {
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private ResidentWork counting(int failing, int worker) {
        return new ResidentWork() {
            @Override
            public void step() {
                threads.add(Thread.currentThread());
                steps.incrementAndGet();
                if (worker == failing) {
                    throw new IllegalArgumentException("broken");
                }
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void everyWorkerHasAThreadWarmsUpAndIsClosed() throws Exception {
        double rate = Throughput.stepsPerSecond(worker -> counting(-1, worker), 3, 0.05);
        assertThat(rate).isPositive();
        assertThat(steps.get()).isGreaterThanOrEqualTo(3 * 6);
        assertThat(threads).hasSize(3);
        assertThat(closed.get()).isEqualTo(3);
    }

    @Test
    void aWorkerThatFailsEndsTheMeasurementAndLeavesNobodyWaiting() {
        assertThatThrownBy(() -> Throughput.stepsPerSecond(worker -> counting(1, worker), 3, 0.05))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken");
        assertThat(closed.get()).isEqualTo(3);
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(NetBench.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(NetBench.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
