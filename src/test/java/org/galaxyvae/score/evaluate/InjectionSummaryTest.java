package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InjectionSummaryTest {
    private static final InjectionSummary SUMMARY = new InjectionSummary(
            50,
            "0123456789abcdef",
            List.of(
                    quality("weak", "anomaly_score", 0.6),
                    quality("weak", "asymmetry", 0.9),
                    quality("weak", "mse", 0.7),
                    quality("strong", "anomaly_score", 1),
                    quality("strong", "asymmetry", 0.5),
                    quality("strong", "mse", 0.8),
                    quality("strong", "pca_score", 0.99)),
            "out/injections.png");

    @Test
    void namesTheEvidenceThatIsBestOverAllStrengths() {
        // asymmetry 0.7, mse 0.75; the recipes are no evidence
        assertThat(SUMMARY.bestEvidences())
                .singleElement()
                .satisfies(best -> assertThat(best.evidence()).isEqualTo("mse"));
    }

    @Test
    void printsOneLineForEachKind() {
        assertThat(SUMMARY.lines())
                .anyMatch(line -> line.matches("ring +0\\.60 1\\.00 +0\\.99 +0\\.25 0\\.25 +mse +0\\.70 0\\.80"))
                .contains("pictures in out/injections.png");
    }

    private static InjectedQuality quality(String strength, String score, double auc) {
        return new InjectedQuality("ring", strength, score, 50, auc, 0, 1, 0.1, 0.25);
    }
}
