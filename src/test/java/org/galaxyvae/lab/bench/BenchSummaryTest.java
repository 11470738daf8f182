package org.galaxyvae.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.network.Architecture;
import org.junit.jupiter.api.Test;

/** Table and JSON of made-up numbers. */
class BenchSummaryTest {
    private static final BenchPlan PLAN =
            new BenchPlan(new Architecture(64, 3, List.of(32, 64), 8, true), 16, List.of(2, 1), 8, 1);

    private static BenchSummary summary() {
        return BenchSummary.of(
                PLAN,
                new NetBench.Result(
                        List.of(new GemmRate("a", 1, 100), new GemmRate("a", 2, 180), new GemmRate("b", 2, 200)),
                        List.of(
                                new LayoutRate(1, 150, 78, 0.39, 700, 122, 0.61),
                                new LayoutRate(2, 280, 147, 0.73, 690, 120, 0.6)),
                        List.of(
                                new LayerRow("train", "forward", "encoder.0 convolution", 10, 0.25),
                                new LayerRow("train", "backward", "encoder.0 convolution", 30, 0.75),
                                new LayerRow("score", "forward", "encoder.0 convolution", 9, 1))),
                List.of(new SparkRate(2, 10_000, 210, 0.75, 2_000, 345, 0.5)),
                new Machine("a processor", 2, 0.1, "17", "a library", "1"));
    }

    @Test
    void theBestLayoutOfEachTaskCounts() {
        assertThat(summary().gemmGflops()).isEqualTo(200);
        assertThat(summary().trainImagesPerS()).isEqualTo(280);
        assertThat(summary().scoreImagesPerS()).isEqualTo(700);
        assertThat(summary().bestLayout()).isEqualTo(new BenchSummary.BestLayout(2, 1));
    }

    @Test
    void theKeysOfTheJsonStay() {
        JsonNode json = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .valueToTree(summary());
        assertThat(keys(json))
                .containsExactly(
                        "gemm_gflops",
                        "train_images_per_s",
                        "score_images_per_s",
                        "best_layout",
                        "network",
                        "layouts",
                        "gemm",
                        "spark",
                        "layers",
                        "machine");
        assertThat(keys(json.get("best_layout"))).containsExactly("train_workers", "score_workers");
        assertThat(keys(json.get("layouts").get(0)))
                .containsExactly(
                        "workers",
                        "train_images_per_s",
                        "train_gflops",
                        "train_share_of_peak",
                        "score_images_per_s",
                        "score_gflops",
                        "score_share_of_peak");
        assertThat(keys(json.get("spark").get(0)))
                .containsExactly(
                        "workers",
                        "train_images",
                        "train_images_per_s",
                        "train_share_of_net",
                        "scored_images",
                        "score_images_per_s",
                        "score_share_of_net");
        assertThat(keys(json.get("layers").get(0))).containsExactly("task", "pass", "part", "ms_per_batch", "share");
        assertThat(keys(json.get("gemm").get(0))).containsExactly("shape", "workers", "gflops");
        assertThat(keys(json.get("machine")))
                .containsExactly("cpu", "cores", "load_average", "java", "native_build", "version");
    }

    @Test
    void aLayerIsOneRowOfTheTable() {
        assertThat(summary().lines())
                .anyMatch(line ->
                        line.replaceAll(" +", " ").equals("encoder.0 convolution 10.00 30.00 1.000 9.00 1.000"));
    }

    @Test
    void allBadNumbersAreToldTogether() {
        assertThat(PLAN.workers()).containsExactly(1, 2);
        assertThatThrownBy(() -> new BenchPlan(PLAN.architecture(), 16, List.of(0, 2), Double.NaN, 0))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Invalid --workers [0, 2], expected whole numbers from 1 to 1024")
                .hasMessageContaining("Invalid --seconds NaN, expected 0.05 to 3600")
                .hasMessageContaining("Invalid --repeats 0, expected 1 to 100");
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
