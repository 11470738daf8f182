package org.galaxyvae.lab.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFolderTest {
    @TempDir
    Path directory;

    @Test
    void goesOnWithThePartsOfEqualWorkAlone() throws IOException {
        ReplacedFolder killed = open("a");
        make(killed, 0, "x");
        assertThatThrownBy(() -> killed.make(1, folder -> {
                    write(folder, "half");
                    throw new IllegalStateException("killed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(directory.resolve("rows")).doesNotExist();

        ReplacedFolder next = open("a");
        assertThat(next.isDone(0)).isTrue();
        assertThat(next.isDone(1)).isFalse();
        make(next, 1, "y");
        next.finish();
        assertThat(contents()).containsExactlyInAnyOrder("x", "y");
        assertThat(directory.resolve("_rows.unfinished")).doesNotExist();

        ReplacedFolder other = open("b");
        assertThat(other.isDone(0)).isFalse();
        make(other, 0, "z");
        assertThat(contents()).as("until it is finished").containsExactlyInAnyOrder("x", "y");
        assertThat(open("c").isDone(0)).as("parts of other work").isFalse();
    }

    @Test
    void finishesWhatAKillLeftBetweenRemovingAndRenaming() throws IOException {
        ReplacedFolder killed = open("a");
        make(killed, 0, "x");
        Files.writeString(directory.resolve("_rows.unfinished/_SUCCESS"), "");
        ReplacedFolder next = open("a");
        assertThat(next.isDone(0)).isTrue();
        next.finish();
        assertThat(contents()).containsExactly("x");
    }

    @Test
    void replacesFilesOfAPartThatWasNotMarked() throws IOException {
        make(open("a"), 0, "x");
        Files.delete(directory.resolve("_rows.unfinished/_DONE-0"));
        ReplacedFolder next = open("a");
        assertThat(next.isDone(0)).isFalse();
        make(next, 0, "y");
        next.finish();
        assertThat(contents()).containsExactly("y");
    }

    private ReplacedFolder open(String work) {
        return ReplacedFolder.open(directory.toString(), "rows", work, new Configuration());
    }

    private static void make(ReplacedFolder folder, int part, String text) {
        folder.make(part, to -> write(to, text));
    }

    private static void write(String folder, String text) throws IOException {
        Path path = Files.createDirectories(Path.of(java.net.URI.create(folder).getPath()));
        Files.writeString(path.resolve("part-00000-any.parquet"), text);
        Files.writeString(path.resolve("_SUCCESS"), "");
    }

    private Stream<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("rows"))) {
            return files
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .map(ReplacedFolderTest::text)
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
