package org.galaxyvae.vae;

import org.nd4j.nativeblas.NativeOpsHolder;

/** One native thread for each calling thread: as many Spark tasks as cores beat one task with many threads. */
final class NativeThreads {
    private NativeThreads() {}

    /** OpenMP counts threads by calling thread, so each thread that computes must call it. */
    static void useOne() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
}
