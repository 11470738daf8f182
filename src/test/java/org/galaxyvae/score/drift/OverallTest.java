package org.galaxyvae.score.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.score.drift.Overall.Recommendation;
import org.junit.jupiter.api.Test;

class OverallTest {
    @Test
    void waitsWhereThereAreTooFew() {
        Overall overall = Overall.of(Reference.MODEL, List.of(shift(Kind.SIZE, 9, StabilityVerdict.TOO_FEW)));
        assertThat(overall.recommendation()).isEqualTo(Recommendation.WAIT);
        assertThat(overall.verdict()).isEqualTo(StabilityVerdict.TOO_FEW);
    }

    @Test
    void retrainsWhereAnEvidenceHasDriftedFromTheModel() {
        List<Shift> shifts = with(stable(30), shift(Kind.EVIDENCE, 0.3, StabilityVerdict.DRIFTED));
        Overall overall = Overall.of(Reference.MODEL, shifts);
        assertThat(overall.recommendation()).isEqualTo(Recommendation.RETRAIN);
        assertThat(overall.verdict()).isEqualTo(StabilityVerdict.DRIFTED);
        assertThat(overall.psi()).isEqualTo(0.3);
    }

    @Test
    void looksAtTheNightWhereItDiffersFromTheLastOrOnlyQualityHasDrifted() {
        List<Shift> evidence = with(stable(30), shift(Kind.EVIDENCE, 0.3, StabilityVerdict.DRIFTED));
        List<Shift> quality = with(stable(30), shift(Kind.QUALITY, 0.3, StabilityVerdict.DRIFTED));
        assertThat(Overall.of(Reference.LAST_NIGHT, evidence).recommendation()).isEqualTo(Recommendation.INSPECT);
        assertThat(Overall.of(Reference.MODEL, quality).recommendation()).isEqualTo(Recommendation.INSPECT);
    }

    @Test
    void takesMoreThanATenthOfTheLatents() {
        List<Shift> latents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            latents.add(
                    shift(Kind.LATENT, i < 2 ? 0.3 : 0, i < 2 ? StabilityVerdict.DRIFTED : StabilityVerdict.STABLE));
        }
        assertThat(Overall.of(Reference.MODEL, latents).recommendation()).isEqualTo(Recommendation.WATCH);
        latents.set(2, shift(Kind.LATENT, 0.3, StabilityVerdict.DRIFTED));
        assertThat(Overall.of(Reference.MODEL, latents).recommendation()).isEqualTo(Recommendation.RETRAIN);
    }

    @Test
    void watchesMoreThanATenthThatMoves() {
        Shift moving = shift(Kind.EVIDENCE, 0.15, StabilityVerdict.MOVING);
        assertThat(Overall.of(Reference.MODEL, with(stable(9), moving)).verdict())
                .isEqualTo(StabilityVerdict.STABLE);
        assertThat(Overall.of(Reference.MODEL, with(stable(8), moving)).verdict())
                .isEqualTo(StabilityVerdict.MOVING);
    }

    private static List<Shift> stable(int count) {
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shifts.add(shift(Kind.LATENT, 0.01, StabilityVerdict.STABLE));
        }
        return shifts;
    }

    private static List<Shift> with(List<Shift> shifts, Shift one) {
        shifts.add(one);
        return shifts;
    }

    private static Shift shift(Kind kind, double psi, StabilityVerdict verdict) {
        return new Shift(new Quantity("q", kind), 1000, 1000, psi, 0.1, 0.5, 0, 0, verdict);
    }
}
