package org.galaxyvae.network;

import java.util.Objects;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** One native thread for each calling thread: as many Spark tasks as cores beat one task with many threads. */
final class NativeThreads {
    private NativeThreads() {}

    /** OpenMP counts threads by calling thread, so each thread that computes must call it. */
    static void useOne() {
        // Nd4j's own start-up sets what the holder reads
        Objects.requireNonNull(Nd4j.getBackend(), "ND4J backend");
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
}
