package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.run.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveySimulationIT {
    private static final int COUNT = 40;

    private static SparkSession spark;

    @TempDir
    private Path directory;

    @BeforeAll
    static void openSpark() {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    @AfterAll
    static void closeSpark() {
        spark.stop();
    }

    @Test
    void givesTheSameBytesFromOneAndFromSevenPartitions() throws IOException {
        SurveySimulation.run(spark, options("one", COUNT, 7), 1, Progress.silent());
        SurveySimulation.run(spark, options("seven", COUNT, 7), 7, Progress.silent());
        assertThat(contents("seven")).hasSize(COUNT + 2).isEqualTo(contents("one"));
    }

    @Test
    void writesACatalogWithARowForEachImage() throws IOException {
        SimulationSummary summary = SurveySimulation.run(spark, options("survey", COUNT, 7), Progress.silent());
        List<String> lines = Files.readAllLines(directory.resolve("survey/catalog.csv"));
        assertThat(lines).hasSize(COUNT + 1).first().isEqualTo(CatalogRow.HEADER);
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(directory.resolve("survey").resolve(line.split(",", -1)[1]))
                        .isRegularFile());
        // A quarter of 40: within four standard deviations.
        assertThat(summary.anomalies()).isBetween(2L, 21L);
        assertThat(lines.stream().filter(line -> line.endsWith(",true"))).hasSize((int) summary.anomalies());
        assertThat(summary.written()).isEqualTo(COUNT);
    }

    @Test
    void replacesAnEarlierSimulation() throws IOException {
        SurveySimulation.run(spark, options("again", COUNT, 7), 2, Progress.silent());
        Map<String, UUID> first = contents("again");
        SurveySimulation.run(spark, options("again", COUNT, 7), 3, Progress.silent());
        assertThat(contents("again")).isEqualTo(first);
        SurveySimulation.run(spark, options("again", 5, 8), 2, Progress.silent());
        assertThat(contents("again")).hasSize(5 + 2);
    }

    @Test
    void aLargerCountOnlyAddsObjects() throws IOException {
        SurveySimulation.run(spark, options("small", 5, 7), 2, Progress.silent());
        SurveySimulation.run(spark, options("large", 9, 7), 2, Progress.silent());
        Map<String, UUID> large = contents("large");
        contents("small").forEach((name, hash) -> {
            if (name.startsWith("images")) {
                assertThat(large.get(name)).as(name).isEqualTo(hash);
            }
        });
    }

    @Test
    void refusesADirectoryOfOtherFiles() throws IOException {
        Path precious = Files.createDirectory(directory.resolve("precious"));
        Files.writeString(precious.resolve("thesis.tex"), "x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurveySimulation.run(spark, options("precious", 5, 7), Progress.silent()))
                .withMessageStartingWith("Cannot simulate into ")
                .withMessageContaining("expected an empty directory or an earlier simulation");
        assertThat(precious.resolve("thesis.tex")).isRegularFile();
    }

    private SimulationOptions options(String name, int count, long seed) {
        return new SimulationOptions(count, directory.resolve(name).toUri().toString(), 64, false, seed, 0.25);
    }

    /** The hash of every file below the directory, hidden ones too, by its relative name. */
    private Map<String, UUID> contents(String name) throws IOException {
        Path root = directory.resolve(name);
        Map<String, UUID> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), UUID.nameUUIDFromBytes(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
