package org.galaxyvae.network;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/**
 * This process's engines, lent to one thread at a time.
 *
 * <p>DL4J builds a new network for every averaging round; the buffers must outlive it, or each round would allocate and
 * clear a hundred megabytes outside the heap.
 */
final class TrainingEngines {
    private record Key(Architecture architecture, int batch) {}

    private static final Map<Key, Queue<TrainingEngine>> IDLE = new ConcurrentHashMap<>();

    private TrainingEngines() {}

    static double with(Architecture architecture, int batch, ToDoubleFunction<TrainingEngine> work) {
        Queue<TrainingEngine> idle =
                IDLE.computeIfAbsent(new Key(architecture, batch), key -> new ConcurrentLinkedQueue<>());
        TrainingEngine lent = idle.poll();
        TrainingEngine engine = lent == null ? new TrainingEngine(architecture, batch) : lent;
        double result = work.applyAsDouble(engine);
        // not in a finally: an engine that failed in the middle is not lent again
        idle.add(engine);
        return result;
    }

    /** Closes the idle engines of one network; another that needs them makes its own. */
    static void release(Architecture architecture) {
        IDLE.forEach((key, idle) -> {
            if (key.architecture().equals(architecture)) {
                for (TrainingEngine engine = idle.poll(); engine != null; engine = idle.poll()) {
                    engine.close();
                }
            }
        });
    }
}
