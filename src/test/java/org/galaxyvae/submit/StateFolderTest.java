package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the scripts keep what they started, and what they end. */
class StateFolderTest {
    private static final String BOOT = "/proc/sys/kernel/random/boot_id";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"thrift-server.sh, GALAXY_VAE_SERVER_DIR", "cluster.sh, GALAXY_VAE_CLUSTER_DIR"})
    void aFolderThatOthersMayWriteIsNotTaken(String script, String variable) throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), Files.createDirectory(directory.resolve("elsewhere")));
        for (Path taken : List.of(open, link)) {
            for (String command : List.of("start", "stop", "status")) {
                Ended ended = run(script, command, variable + "=" + taken);
                assertThat(ended.code()).as(ended.said()).isEqualTo(2);
                assertThat(ended.said())
                        .startsWith("Cannot use state folder " + taken)
                        .hasLineCount(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"thrift-server.sh, server", "cluster.sh, cluster"})
    void theFolderIsBelowTheHomeDirectoryWhereNobodyElseIsFirst(String script, String name) throws Exception {
        assertThat(run(script, "status", "HOME=" + directory).said())
                .contains("state folder " + directory + "/.local/state/galaxy-vae/" + name);
        assertThat(run(script, "status", "HOME=", "XDG_STATE_HOME=" + directory).said())
                .contains("state folder " + directory + "/galaxy-vae/" + name);
        Ended homeless = run(script, "status", "HOME=");
        assertThat(homeless.code()).isEqualTo(2);
        assertThat(homeless.said())
                .startsWith("Cannot keep state: neither HOME nor XDG_STATE_HOME")
                .hasLineCount(1);
    }

    @Test
    void stopEndsWhatItStartedAndNothingThatHasItsNumberNow() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            Path state = Files.createDirectory(directory.resolve("state"));
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
            String boot = Files.readString(Path.of(BOOT)).strip();
            String[] stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                    .replaceFirst(".*\\) ", "")
                    .split(" ", -1);
            for (String other : List.of(
                    process.pid() + " 1 " + boot, // of an earlier process
                    process.pid() + " " + stat[19] + " another-boot",
                    String.valueOf(process.pid()),
                    process.pid() + " " + boot,
                    "-1 " + stat[19] + " " + boot,
                    "")) {
                Files.writeString(state.resolve("server"), other + "\n");
                assertThat(run("thrift-server.sh", "stop", "GALAXY_VAE_SERVER_DIR=" + state)
                                .code())
                        .as(other)
                        .isZero();
                assertThat(process.isAlive()).as(other).isTrue();
            }
            Files.writeString(state.resolve("server"), process.pid() + " " + stat[19] + " " + boot + "\n");
            run("thrift-server.sh", "stop", "GALAXY_VAE_SERVER_DIR=" + state);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private record Ended(int code, String said) {}

    private Ended run(String script, String command, String... environment) throws Exception {
        Path said = Files.createTempFile(directory, "said", "");
        ProcessBuilder builder = new ProcessBuilder("bash", "submit/" + script, command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GALAXY_VAE_") || name.startsWith("XDG_"));
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
