package org.galaxyvae.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static Evidences evidences(double asymmetry, double centralMse, double mahalanobis) {
        return new Evidences(1000, 1, 0.01, centralMse, 5, mahalanobis, asymmetry);
    }

    private static References references() {
        RobustGaussian gaussian = RobustGaussian.fit(new float[][] {{0, 1}, {1, 0}, {0, 0}, {1, 1}});
        List<Evidences> calibration = IntStream.range(0, 99)
                .mapToObj(i -> evidences(i / 99.0, (i * 37 % 99) / 99.0, (i * 53 % 99) / 99.0))
                .toList();
        return References.fit(gaussian, calibration);
    }

    @Test
    void addsTheDepthsOfTheMembersAndNamesTheDeepest() {
        References.Combination combination = references().combine(evidences(0.1, 5, 0.5));
        assertThat(combination.topEvidence()).isEqualTo("central_mse");
        assertThat(combination.anomalyScore()).isGreaterThan(combination.networkScore());
        References.Combination ordinary = references().combine(evidences(0.1, 0.1, 0.1));
        assertThat(combination.anomalyScore()).isGreaterThan(ordinary.anomalyScore());
    }

    @Test
    void neverGivesAPValueBelowOneOverNPlusOneNorAboveOne() {
        References references = references();
        assertThat(references.pValue(1e9)).isEqualTo(0.01);
        assertThat(references.pValue(-1)).isEqualTo(1);
        assertThat(references.calibrationObjects()).isEqualTo(99);
    }

    @Test
    void comesBackFromItsArraysUnchanged() {
        References references = references();
        References restored = References.of(references.toArrays());
        Evidences some = evidences(0.7, 0.2, 3);
        assertThat(restored.combine(some)).isEqualTo(references.combine(some));
        assertThat(restored.pValue(2)).isEqualTo(references.pValue(2));
    }

    @Test
    void refusesEvidencesThatAreNotFinite() {
        assertThatThrownBy(() -> evidences(Double.NaN, 1, 1)).hasMessageContaining("not finite");
    }
}
