package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.galaxyvae.submit.Script;

/** A disk of its own for a folder, so small that it can be filled. */
record SmallDisk(Path folder) implements AutoCloseable {
    private static final String SIZE = "64m";

    /** Needs root; a test without is skipped. */
    static SmallDisk mount(Path folder) throws Exception {
        if (Files.exists(folder)) {
            Script.delete(folder);
        }
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()) == 0,
                "a small disk cannot be mounted: expected to run as root");
        return new SmallDisk(folder);
    }

    /** A shell's command that leaves no room on it. */
    String fill() {
        return "cat /dev/zero > '" + ballast() + "' 2>/dev/null; true";
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws Exception {
        assertThat(run("umount", "-l", folder.toString())).isZero();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
