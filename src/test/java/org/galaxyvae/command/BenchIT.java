package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole command on a tiny network; no speed is ever asserted. */
class BenchIT extends SparkTest {
    private static final double TRAIN_TO_SCORE_OPERATIONS = 3;
    private static final String IN_FOLDER = "through Spark, in ";

    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        // the command opens sessions of its own, as it does in the shell
        spark.close();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    private static int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench", "--seconds", "0.2", "--workers", "2,1"));
        arguments.addAll(List.of("--size", "32", "--widths", "8,16", "--latent", "4", "--batch", "16"));
        arguments.addAll(List.of(more));
        return GalaxyVae.run(arguments.toArray(String[]::new));
    }

    @Test
    void measuresTheNetworkAndWritesTableAndFile() throws Exception {
        Path file = directory.resolve("bench.json");
        assertThat(run("--no-spark", "--repeats", "2", "--json", file.toString()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Net only", "encoder.0 convolution", "Adam", "machine", "GFLOP/s  2 x multiply-adds");
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        checkNet(json);
        assertThat(json.get("spark")).isEmpty();
    }

    @Test
    void measuresThePipelineAndLeavesNothingBehind() throws Exception {
        assertThat(run("--images", "300", "--json")).isZero();
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(printed);
        checkNet(json);
        assertThat(json.get("spark")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode rate = json.get("spark").get(i);
            JsonNode net = json.get("layouts").get(i);
            assertThat(rate.get("workers")).isEqualTo(net.get("workers"));
            assertThat(positive(rate, "train_images")).isGreaterThanOrEqualTo(1500);
            assertThat(positive(rate, "scored_images")).isEqualTo(300);
            assertThat(positive(rate, "train_share_of_net"))
                    .isCloseTo(
                            positive(rate, "train_images_per_s") / positive(net, "train_images_per_s"), within(1e-9));
            assertThat(positive(rate, "score_share_of_net"))
                    .isCloseTo(
                            positive(rate, "score_images_per_s") / positive(net, "score_images_per_s"), within(1e-9));
        }
        String said = error.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(IN_FOLDER))
                .findFirst()
                .orElseThrow();
        assertThat(Path.of(said.substring(IN_FOLDER.length()))).isAbsolute().doesNotExist();
    }

    private static void checkNet(JsonNode json) {
        double peak = positive(json, "gemm_gflops");
        assertThat(json.get("gemm"))
                .hasSize(4)
                .allMatch(rate -> rate.get("gflops").asDouble() <= peak);
        double bestTrain = 0;
        double bestScore = 0;
        assertThat(json.get("layouts")).hasSize(2);
        for (JsonNode layout : json.get("layouts")) {
            double train = positive(layout, "train_images_per_s");
            double score = positive(layout, "score_images_per_s");
            bestTrain = Math.max(bestTrain, train);
            bestScore = Math.max(bestScore, score);
            assertThat(positive(layout, "train_share_of_peak"))
                    .isCloseTo(positive(layout, "train_gflops") / peak, within(1e-9));
            assertThat(positive(layout, "train_gflops") / positive(layout, "score_gflops"))
                    .isCloseTo(TRAIN_TO_SCORE_OPERATIONS * train / score, within(1e-9));
            positive(layout, "score_share_of_peak");
        }
        assertThat(json.get("layouts").get(0).get("workers").asInt()).isEqualTo(1);
        assertThat(positive(json, "train_images_per_s")).isEqualTo(bestTrain);
        assertThat(positive(json, "score_images_per_s")).isEqualTo(bestScore);
        assertThat(json.get("best_layout").get("train_workers").asInt()).isBetween(1, 2);
        for (String task : List.of("train", "score")) {
            double shares = 0;
            for (JsonNode layer : json.get("layers")) {
                shares += layer.get("task").asText().equals(task)
                        ? layer.get("share").asDouble()
                        : 0;
            }
            assertThat(shares).isCloseTo(1, within(1e-9));
        }
        assertThat(json.get("machine").get("cpu").asText()).isNotBlank();
        assertThat(json.get("machine").get("native_build").asText()).isNotBlank();
    }

    private static double positive(JsonNode node, String key) {
        assertThat(node.get(key)).describedAs(key).isNotNull();
        double value = node.get(key).asDouble();
        assertThat(value).describedAs(key).isPositive().isFinite();
        return value;
    }

    @Test
    void badValuesAreTwoAndMeasureNothing() {
        assertThat(run("--workers", "0")).isEqualTo(2);
        assertThat(run("--channels", "0")).isEqualTo(2);
        assertThat(run("--repeats", "0")).isEqualTo(2);
        assertThat(run("--json", directory.resolve("none/bench.json").toString()))
                .isEqualTo(2);
        assertThat(GalaxyVae.run("bench", "--seconds", "0", "--latent", "0")).isEqualTo(2);
        assertThat(GalaxyVae.run("bench", "--size", "50")).isEqualTo(2);
        assertThat(GalaxyVae.run("bench", "--fast")).isEqualTo(2);
        assertThat(run("--channels", "5")).isEqualTo(2);
        assertThat(run("--images", "10")).isEqualTo(2);
        assertThat(run("--master", "spark://host:7077")).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains("Invalid --workers")
                .contains("Invalid --channels 0, expected 1 to 64")
                .contains("Invalid --repeats 0, expected 1 to 100")
                .contains("expected a file in a folder that exists")
                .contains("Invalid vae.latent: 0")
                .contains("Invalid ingest.image_size: 50")
                .contains("Invalid --channels 5: the pipeline's images have 3, expected that or --no-spark")
                .contains("Invalid --images 10, expected 300 to 1000000, or --no-spark")
                .contains("Cannot bench on --master spark://host:7077")
                .doesNotContain("\tat ");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
