package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.network.PrincipalComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencesTest {
    private static final int LATENT = 4;
    private static final References REFERENCES = MeasuredGalaxies.references(LATENT, 12);

    private static Evidences someEvidences() {
        return REFERENCES.evidences(MeasuredGalaxies.galaxy("other", 0, LATENT));
    }

    @Test
    void addsTheDepthsOfTheMembersAndNamesTheDeepest() {
        Evidences evidences = someEvidences();
        References.Combination combination = REFERENCES.combine(evidences);
        double sum = 0;
        double deepest = 0;
        String top = "";
        for (Evidence member : MeasuredGalaxies.MEMBERS.evidences()) {
            double depth = REFERENCES.depth(member, evidences.of(member));
            sum += depth;
            top = depth > deepest ? member.column() : top;
            deepest = Math.max(depth, deepest);
        }
        assertThat(combination.anomalyScore()).isEqualTo(sum);
        assertThat(combination.topEvidence()).isEqualTo(top);
        assertThat(combination.networkScore())
                .isEqualTo(REFERENCES.sum(List.of(Evidence.COMPLEXITY_EXCESS, Evidence.KNN_DISTANCE), evidences));
    }

    @Test
    void neverGivesAPValueBelowOneOverNPlusOneNorAboveOne() {
        assertThat(REFERENCES.pValue(1e9)).isEqualTo(0.01);
        assertThat(REFERENCES.pValue(-1)).isEqualTo(1);
        assertThat(REFERENCES.calibrationObjects()).isEqualTo(99);
        assertThat(REFERENCES.pTail(1e3)).isPositive().isLessThan(0.01);
    }

    @Test
    void comesBackFromItsArraysUnchanged() {
        References restored = References.of(MeasuredGalaxies.MEMBERS, REFERENCES.toArrays());
        Measured galaxy = MeasuredGalaxies.galaxy("other", 1, LATENT);
        Evidences evidences = REFERENCES.evidences(galaxy);
        assertThat(restored.evidences(galaxy)).isEqualTo(evidences);
        assertThat(restored.combine(evidences)).isEqualTo(REFERENCES.combine(evidences));
        assertThat(restored.pValue(2)).isEqualTo(REFERENCES.pValue(2));
        assertThat(restored.pTail(9)).isEqualTo(REFERENCES.pTail(9));
    }

    /** As a model of an earlier version has none of an evidence that was added since. */
    @Test
    void scoresWithoutTheTailOfANewerEvidence() {
        FittedArrays arrays = REFERENCES.toArrays();
        arrays.doubles().remove("tail.kl");
        References earlier = References.of(MeasuredGalaxies.MEMBERS, arrays);
        Evidences evidences = someEvidences();
        assertThat(earlier.evidences(MeasuredGalaxies.galaxy("other", 0, LATENT)))
                .isEqualTo(evidences);
        assertThat(earlier.combine(evidences)).isEqualTo(REFERENCES.combine(evidences));
        assertThat(Explanation.of(earlier, evidences::of, null, null).clues())
                .extracting(Explanation.Clue::evidence)
                .hasSize(Evidence.values().length - 1)
                .doesNotContain(Evidence.KL);
        assertThatThrownBy(() -> earlier.depth(Evidence.KL, 1))
                .hasMessageStartingWith("Cannot say how deep kl is: an earlier version fitted the references")
                .hasMessageEndingWith("galaxy-vae refit");
        arrays.doubles().remove("tail.asymmetry");
        assertThatThrownBy(() -> References.of(MeasuredGalaxies.MEMBERS, arrays))
                .hasMessage("Invalid references: no array tail.asymmetry");
    }

    @Test
    void takesOutOfTheErrorWhatComplexityExplains() {
        // log error = complexity + noise of deviation 0.1 in the sample
        double[] excesses = MeasuredGalaxies.sample("other", 300, LATENT).stream()
                .mapToDouble(galaxy -> REFERENCES.evidences(galaxy).of(Evidence.COMPLEXITY_EXCESS))
                .toArray();
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(excesses)
                .map(excess -> (excess - mean) * (excess - mean))
                .average()
                .orElseThrow());
        assertThat(mean).isCloseTo(0, within(0.03));
        assertThat(deviation).isCloseTo(0.1, within(0.02));
    }

    @Test
    void neverMakesATrainingObjectItsOwnNeighbor() {
        List<Measured> training = MeasuredGalaxies.sample("training", 200, LATENT);
        assertThat(training)
                .allSatisfy(galaxy -> assertThat(REFERENCES.evidences(galaxy).of(Evidence.KNN_DISTANCE))
                        .isGreaterThan(0.2));
    }

    @Test
    void takesAWorldOfEqualObjects() {
        List<Measured> equal = IntStream.range(0, 30)
                .mapToObj(i -> MeasuredGalaxies.galaxy("one", 0, LATENT))
                .toList();
        References references = References.fit(
                MeasuredGalaxies.MEMBERS, PrincipalComponents.of(new float[12], new float[0]), equal, equal, 1);
        References.Combination same = references.combine(references.evidences(equal.get(0)));
        References.Combination other =
                references.combine(references.evidences(MeasuredGalaxies.galaxy("other", 3, LATENT)));
        assertThat(same.anomalyScore()).isFinite();
        assertThat(other.anomalyScore()).isFinite().isGreaterThan(same.anomalyScore());
        assertThat(references.pTail(other.anomalyScore())).isNotNaN();
    }

    @Test
    void takesFewerObjectsThanLatentUnits() {
        List<Measured> two = MeasuredGalaxies.sample("few", 2, 32);
        List<Measured> calibration = MeasuredGalaxies.sample("calibration", 20, 32);
        References references = References.fit(
                MeasuredGalaxies.MEMBERS, PrincipalComponents.of(new float[12], new float[24]), two, calibration, 1);
        assertThat(references.combine(references.evidences(calibration.get(3))).anomalyScore())
                .isFinite();
    }

    @Test
    void fitsTheArraysThatEvidencesNeed() {
        FittedArrays arrays = REFERENCES.toArrays();
        List<String> names = Stream.concat(arrays.doubles().keySet().stream(), arrays.floats().keySet().stream())
                .toList();
        for (Evidence evidence : Evidence.values()) {
            assertThat(names).contains("tail." + evidence.column());
            assertThat(evidence.needs()).allSatisfy(need -> assertThat(names).anyMatch(name -> name.startsWith(need)));
        }
    }

    @Test
    void measuresLatentsInDeviationsOfTheTrainingOnes() {
        assertThat(REFERENCES.latentSigmas(new float[LATENT])[1]).isBetween(-0.5, 0.5);
        assertThat(REFERENCES.latentSigmas(new float[] {3, 0, 0, 0})[0]).isBetween(2.0, 5.0);
    }

    @ParameterizedTest
    @EnumSource(Evidence.class)
    void namesTheEvidenceThatIsNotFinite(Evidence broken) {
        assertThatThrownBy(() -> new Evidences(1, 1, evidence -> evidence == broken ? Double.NaN : 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid evidences: " + broken.column() + " is NaN, expected finite numbers");
    }

    @Test
    void namesAllThatIsNotFinite() {
        assertThatThrownBy(() -> new Evidences(
                        Double.NEGATIVE_INFINITY, Double.NaN, evidence -> evidence == Evidence.KL ? 1.0 / 0 : 0))
                .hasMessage("Invalid evidences: reconstruction_log_prob is -Infinity, reconstruction_nll_se is NaN,"
                        + " kl is Infinity, expected finite numbers");
    }
}
