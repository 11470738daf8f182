package org.galaxyvae.base.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @Test
    void hasWordsOfItsOwnAndAFormula() {
        assertThat(Arrays.stream(Evidence.values()).map(Evidence::words)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Evidence.values()).map(Evidence::formula))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @Test
    void isFoundByItsColumn() {
        assertThat(Evidence.columns())
                .allSatisfy(
                        column -> assertThat(Evidence.named(column).column()).isEqualTo(column));
        assertThatThrownBy(() -> Evidence.named("beauty"))
                .hasMessageStartingWith("Unknown evidence: beauty, expected one of asymmetry, complexity_excess,");
    }

    /** Tables that are there keep the order of their columns. */
    @Test
    void keepsTheOrderOfTheTables() {
        assertThat(Evidence.inTables()).containsExactlyInAnyOrder(Evidence.values());
        assertThat(Evidence.inTables().stream().map(Evidence::column))
                .startsWith(
                        "reconstruction_nll",
                        "mse",
                        "central_mse",
                        "kl",
                        "negative_elbo",
                        "mahalanobis",
                        "knn_distance",
                        "knn_ratio",
                        "complexity_excess",
                        "perceptual_error",
                        "perceptual_excess",
                        "asymmetry",
                        "weighted_asymmetry",
                        "morphology_knn",
                        "pca_mse",
                        "pca_central_mse",
                        "pca_complexity_excess",
                        "pca_knn");
    }

    /** What stands beside the log-probability is told of there. */
    @Test
    void standsInTheListOfTables() throws IOException {
        List<String> told = section("docs/tables.md", "## evidences ").stream()
                .map(row -> row.split(" *\\| *", -1))
                .map(cells -> cells[1] + ": " + cells[4] + (cells[3].isEmpty() ? "" : ", " + cells[3]))
                .toList();
        assertThat(told)
                .containsSubsequence(Evidence.inTables().stream()
                        .filter(evidence -> evidence != Evidence.RECONSTRUCTION_NLL)
                        .map(evidence -> evidence.column() + ": " + evidence.formula())
                        .toList());
    }

    @Test
    void isAllThatTheFormulasAreOf() throws IOException {
        List<String> named = section("docs/science.md", "## Evidences").stream()
                .flatMap(row -> NAME.matcher(row.split("\\|")[1]).results().map(found -> found.group(1)))
                .filter(name -> !name.equals("reconstruction_log_prob"))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(Evidence.columns());
    }

    /** The rows of the first table below that heading, without their heads. */
    private static List<String> section(String document, String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(document));
        return lines.stream()
                .dropWhile(line -> !line.startsWith(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
