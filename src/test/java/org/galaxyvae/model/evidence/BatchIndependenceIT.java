package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shuffled batches under every family of native kernels that this CPU can be made to use. */
class BatchIndependenceIT {
    @TempDir
    private Path directory;

    /** The CPU flag that both need; OpenBLAS's family, oneDNN's; threads that native code may take. */
    @ParameterizedTest
    @CsvSource({
        "sse4_1,   '',          '',               3",
        "sse4_1,   Prescott,    SSE41,            1",
        "avx,      Sandybridge, AVX,              1",
        "avx2,     Haswell,     AVX2,             1",
        "avx512bw, SkylakeX,    AVX512_CORE_BF16, 1"
    })
    void anImageIsMeasuredAlikeInAnyCompanyAndPlace(String flag, String openBlas, String oneDnn, String threads)
            throws Exception {
        assumeTrue(flags().contains(" " + flag + " "), "this CPU has no " + flag);
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShuffledBatches.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("OMP_NUM_THREADS", threads);
        builder.environment().put("OPENBLAS_NUM_THREADS", threads);
        if (!openBlas.isEmpty()) {
            builder.environment().put("OPENBLAS_CORETYPE", openBlas);
            builder.environment().put("DNNL_MAX_CPU_ISA", oneDnn);
        }
        Process child = builder.start();
        try {
            assertThat(child.waitFor(10, TimeUnit.MINUTES)).as("ends").isTrue();
            assertThat(child.exitValue()).as(Files.readString(out)).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    /** The first core's, each between blanks. */
    private static String flags() throws Exception {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return "";
        }
        return Arrays.stream(Files.readString(file).split("\n"))
                .filter(line -> line.startsWith("flags"))
                .map(line -> line.substring(line.indexOf(':') + 1) + " ")
                .findFirst()
                .orElse("");
    }
}
