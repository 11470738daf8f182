package org.galaxyvae.base.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralPathTest {
    private static final Pattern READ = Pattern.compile(
            "\\.read\\(\\)(?:\\s*\\.(?:schema|option)\\([^;]*?\\))*\\s*\\.(?:parquet|csv|json|text|orc|load)\\(([^;]*);");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"survey [v2]", "a{b,c}", "what?", "50% #1", "*", "back\\slash", "[", "}"})
    void standsForThePathItselfAlone(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.createDirectory(folder.resolve("other"));
        FileSystem files = FileSystem.getLocal(new Configuration());
        var path = new org.apache.hadoop.fs.Path(folder.toString(), name.contains("\\") ? "x" : name);
        if (name.contains("\\")) { // Hadoop takes it for a separator of folders: it never reaches a reader
            assertThat(LiteralPath.of("a\\b")).isEqualTo("a\\\\b");
            return;
        }
        assertThat(files.globStatus(new org.apache.hadoop.fs.Path(LiteralPath.of(path))))
                .singleElement()
                .satisfies(found -> assertThat(Path.of(found.getPath().toUri())).isEqualTo(made));
    }

    /** Whoever reads files through Spark says that the path is no pattern. */
    @Test
    void isWhatEveryReaderOfFilesIsGiven() throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(Path.of("src/main/java"))) {
            sources = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        long reads = 0;
        for (Path source : sources) {
            var found = READ.matcher(Files.readString(source));
            while (found.find()) {
                reads++;
                assertThat(found.group(1)).as(source + ": " + found.group()).startsWith("LiteralPath.of(");
            }
        }
        assertThat(reads).isGreaterThan(8);
    }
}
