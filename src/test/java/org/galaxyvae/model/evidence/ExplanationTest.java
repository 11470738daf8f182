package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final int LATENT = 8;
    private static final References REFERENCES = MeasuredGalaxies.references(LATENT, 12);

    /** The value of each evidence that lies at that depth, by bisection. */
    private static double at(Evidence evidence, double depth) {
        double low = -1e6;
        double high = 1e6;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (REFERENCES.depth(evidence, middle) < depth) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static Explanation explanation(Map<Evidence, Double> depths, @Nullable Residual residual) {
        Map<Evidence, Double> values = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            values.put(evidence, at(evidence, depths.getOrDefault(evidence, 0.0)));
        }
        float[] z = new float[LATENT];
        return Explanation.of(REFERENCES, evidence -> Objects.requireNonNull(values.get(evidence)), z, residual);
    }

    private static Residual onePixel(int row, int column) {
        float[] values = new float[100];
        values[row * 10 + column] = 0.5f;
        return new Residual(10, 10, 1, values);
    }

    @Test
    void namesTheMembersThatStandOutTheDeepestFirst() {
        Explanation explanation = explanation(
                Map.of(
                        Evidence.ASYMMETRY, -Math.log(0.01),
                        Evidence.KNN_DISTANCE, -Math.log(0.002),
                        Evidence.MORPHOLOGY_KNN, -Math.log(0.3),
                        Evidence.PCA_MSE, -Math.log(0.0001)),
                onePixel(5, 6));
        assertThat(explanation.summary())
                .isEqualTo("far from other galaxies' latents (percentile 99.8), asymmetric (99.0);"
                        + " the residual sits 0.16 of the side right of the center");
    }

    @Test
    void saysSoWhereNothingStandsOut() {
        assertThat(explanation(Map.of(Evidence.ASYMMETRY, -Math.log(0.4)), onePixel(5, 5))
                        .place())
                .isEqualTo(onePixel(5, 5).place());
        Explanation explanation = explanation(Map.of(Evidence.ASYMMETRY, -Math.log(0.4)), null);
        assertThat(explanation.summary())
                .isEqualTo("nothing stands out: the most unusual is asymmetry, percentile 60.0");
        assertThat(explanation.place()).isNull();
    }

    @Test
    void dividesTheScoreAmongItsMembers() {
        Explanation explanation =
                explanation(Map.of(Evidence.ASYMMETRY, 3.0, Evidence.KNN_DISTANCE, 1.0, Evidence.KL, 7.0), null);
        assertThat(explanation.clues()).extracting(Explanation.Clue::evidence).containsExactly(Evidence.values());
        assertThat(clue(explanation, Evidence.ASYMMETRY).share()).isCloseTo(0.75, within(1e-6));
        assertThat(clue(explanation, Evidence.KNN_DISTANCE).share()).isCloseTo(0.25, within(1e-6));
        Explanation.Clue other = clue(explanation, Evidence.KL);
        assertThat(other.share()).isZero();
        assertThat(other.member()).isFalse();
        assertThat(other.percentile()).isCloseTo(100 * (1 - Math.exp(-7)), within(1e-6));
    }

    private static Explanation.Clue clue(Explanation explanation, Evidence evidence) {
        return explanation.clues().stream()
                .filter(clue -> clue.evidence() == evidence)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheFiveLatentsFurthestOutTheFurthestFirst() {
        float[] z = {0, 30, -80, 5, 0, 6, 7, 0};
        Explanation explanation = Explanation.of(REFERENCES, evidence -> 1, z, null);
        double[] sigmas = REFERENCES.latentSigmas(z);
        assertThat(explanation.latents())
                .extracting(Explanation.LatentOffset::dimension)
                .hasSize(5)
                .startsWith(2, 1)
                .contains(3, 5, 6);
        assertThat(explanation.latents().get(0).sigmas()).isEqualTo(sigmas[2]).isNegative();
        assertThat(Explanation.of(REFERENCES, evidence -> 1, null, null).latents())
                .isEmpty();
    }

    @Test
    void hasOtherWordsForEveryEvidence() {
        List<String> words =
                Arrays.stream(Evidence.values()).map(Evidence::words).toList();
        assertThat(words)
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(word).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.0", "0.5, 50.0", "0.05, 95.0", "0.002, 99.8", "0.0005, 99.95", "0.0001, 99.99", "1e-30, 99.9999"})
    void writesPercentilesThatAreNeverAHundred(double tail, String expected) {
        assertThat(Words.percentile(-Math.log(tail))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.2, right of",
        "0.2, 0.2, below and right of",
        "0.2, 0.01, below",
        "0.2, -0.2, below and left of",
        "0.01, -0.2, left of",
        "-0.01, -0.2, left of",
        "-0.2, -0.2, above and left of",
        "-0.2, 0, above",
        "-0.2, 0.2, above and right of"
    })
    void namesDirectionsAsOneSeesThem(double row, double column, String expected) {
        assertThat(Words.of(new Residual.Place(row, column, 0, 0)))
                .endsWith(" of the side " + expected + " the center");
    }
}
