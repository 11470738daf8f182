package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    private Path path = Path.of("nowhere");

    @Test
    void isGoneWithAllInItAlsoBehindAnException() {
        assertThatThrownBy(() -> {
                    try (TemporaryFolder folder = TemporaryFolder.create("galaxy-vae-test-")) {
                        path = Path.of(folder.toString());
                        Path child = Path.of(folder.child("a"));
                        Files.createDirectories(child);
                        Files.writeString(child.resolve("b"), "c");
                        assertThat(path).isDirectory();
                        throw new IllegalStateException("stop");
                    }
                })
                .hasMessage("stop");
        assertThat(path).isAbsolute().doesNotExist();
    }
}
