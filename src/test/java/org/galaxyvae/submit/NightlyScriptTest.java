package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for cron with a launcher that writes down its arguments, in an environment as short as cron's. */
class NightlyScriptTest {
    @TempDir
    private Path home;

    private record Result(int code, String error) {}

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(home.resolve("submit"));
        Files.copy(Path.of("submit/nightly.sh"), home.resolve("submit/nightly.sh"));
    }

    @Test
    void aGoodNightIsSilentAndLeavesLogsAndGauges() throws Exception {
        launcher(0);
        Path old =
                Files.writeString(Files.createDirectories(home.resolve("logs")).resolve("night-2026-01-01.log"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        Result night = run(
                Map.of(
                        "GALAXY_VAE_WORKSPACE", "a survey",
                        "GALAXY_VAE_CONFIG", "night.yaml",
                        "GALAXY_VAE_WAIT", "60",
                        "GALAXY_VAE_PROMETHEUS", "x.prom"),
                "--dry-run");
        assertThat(night).isEqualTo(new Result(0, ""));
        assertThat(home.resolve("calls"))
                .hasContent("nightly --workspace a survey --config night.yaml --wait 60 --json --dry-run\n"
                        + "status --workspace a survey --config night.yaml --prometheus --out x.prom");
        assertThat(old).doesNotExist();
        assertThat(home.resolve("logs")).isDirectoryContaining("glob:**.json").isDirectoryContaining("glob:**.log");
    }

    @Test
    void handsOnTheExitCodeWithTheEndOfTheLog() throws Exception {
        launcher(4);
        Result night = run(Map.of("GALAXY_VAE_WORKSPACE", "survey", "GALAXY_VAE_PROMETHEUS", "x.prom"));
        assertThat(night.code()).isEqualTo(4);
        assertThat(night.error()).contains("ended with exit code 4").contains("said by nightly");
        assertThat(home.resolve("calls")).content().contains("status --workspace survey --prometheus");
    }

    @Test
    void needsAWorkspace() throws Exception {
        launcher(0);
        assertThat(run(Map.of()).code()).isEqualTo(2);
        assertThat(home.resolve("calls")).doesNotExist();
    }

    private void launcher(int code) throws IOException {
        Path launcher = Files.writeString(
                home.resolve("submit/galaxy-vae"),
                "#!/bin/bash\necho \"$*\" >>'" + home.resolve("calls") + "'\necho \"said by $1\" >&2\nexit " + code
                        + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/bash";
        command[1] = home.resolve("submit/nightly.sh").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Path error = home.resolve("error");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(error.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "GALAXY_VAE_LOGS",
                        home.resolve("logs").toString()));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Result(code, Files.readString(error, StandardCharsets.UTF_8));
    }
}
