package org.galaxyvae.network;

import java.util.Objects;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Which native library computes. */
public final class NativeBuild {
    private NativeBuild() {}

    /** One line: backend and what it was built with. */
    public static String description() {
        String backend = Objects.requireNonNull(Nd4j.getBackend(), "ND4J backend")
                .getClass()
                .getSimpleName();
        String build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
        return backend + ", " + build.strip().replaceAll("\\s*\\R\\s*", ", ");
    }
}
