package org.galaxyvae.label.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.model.scored.Layout;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class LabelingTrialTest {
    private static final int OBJECTS = 1000;

    @Test
    void labelsFindWhatTheAnomalyScoreOnlyHalfSees() {
        LabelingTrial trial = trial();
        LabelingTrial.Seen without = trial.play(List.of(), 0, 1);
        for (LearnerKind kind : LearnerKind.values()) {
            LabelingTrial.Seen taught = trial.play(List.of(kind), 50, 1);
            assertThat(taught.in200()).as(kind.label()).isGreaterThan(without.in200());
        }
        assertThat(trial.play(List.of(LearnerKind.values()), 50, 1).in200()).isGreaterThan(without.in200());
        assertThat(trial.play(List.of(LearnerKind.FOREST), 50, 1))
                .isEqualTo(trial.play(List.of(LearnerKind.FOREST), 50, 1));
    }

    @Test
    void withoutPositivesTheListIsReadAsItIs() {
        boolean[] none = new boolean[OBJECTS];
        none[OBJECTS - 1] = true; // far down
        LabelingTrial trial = LabelingTrial.of(features(), scores(), none, 5);
        assertThat(trial.play(List.of(LearnerKind.FOREST), 100, 1).in200()).isZero();
    }

    @Test
    void learnersAreBelievedAsPositivesCome() {
        assertThat(Blend.of(4, 5).weight()).isZero();
        assertThat(Blend.of(5, 5).weight()).isCloseTo(5 / 9.0, within(1e-12));
        assertThat(Blend.of(100, 5).weight()).isEqualTo(0.85);
        assertThat(Blend.of(0, 5).interest(1, 0.25)).isEqualTo(0.25);
        assertThat(Blend.of(4, 2).interest(1, 0)).isEqualTo(0.5);
        assertThat(Blend.of(4, 2).sd(0.1)).isCloseTo(Math.hypot(0.05, Math.sqrt(1 / 48.0)), within(1e-12));
    }

    @Test
    void foldsHoldBothClassesEvenly() {
        boolean[] positive = new boolean[53];
        Arrays.fill(positive, 0, 11, true);
        int[] folds = LearnerValidation.folds(positive, 1, 0);
        for (int fold = 0; fold < 5; fold++) {
            int own = fold;
            assertThat(IntStream.range(0, 53)
                            .filter(i -> folds[i] == own && positive[i])
                            .count())
                    .isBetween(2L, 3L);
            assertThat(IntStream.range(0, 53)
                            .filter(i -> folds[i] == own && !positive[i])
                            .count())
                    .isBetween(8L, 9L);
        }
        assertThat(LearnerValidation.folds(positive, 1, 1)).isNotEqualTo(folds);
        assertThat(LearnerValidation.auc(new double[] {3, 2, 2, 1}, new boolean[] {true, true, false, false}))
                .isEqualTo(0.875);
    }

    @Test
    void scalesByRankOrByDeviationAndTakesNothingForTheMiddle() {
        double[][] sample = {{1, 10}, {2, 20}, {3, 1000}, {4, 40}};
        FeatureScale scale = FeatureScale.fit(sample, new boolean[] {false, true});
        double[] features = scale.of(new double[] {2.5, 30});
        assertThat(features[0]).isCloseTo(0, within(1e-12));
        assertThat(features[1]).isCloseTo(0, within(1e-12)); // two of four are below
        assertThat(scale.of(new double[] {1e9, 1e9})).containsExactly(new double[] {5, Math.sqrt(3)}, within(1e-12));
        assertThat(scale.of(new double[] {Double.NaN, Double.NaN})).containsExactly(0, 0);
    }

    /** Wanted is one object in ten, where two of the morphological numbers are large; half of them score high. */
    private static LabelingTrial trial() {
        double[][] features = features();
        boolean[] wanted = new boolean[OBJECTS];
        for (int i = 0; i < OBJECTS; i++) {
            wanted[i] = features[i][0] + features[i][1] > 1.8;
        }
        double[] scores = scores();
        for (int i = 0; i < OBJECTS; i++) {
            scores[i] += wanted[i] ? 1 : 0;
        }
        return LabelingTrial.of(features, scores, wanted, 5);
    }

    private static double[] scores() {
        double[] scores = new double[OBJECTS];
        Arrays.setAll(scores, i -> CounterRandom.of(1, "score", i, "").nextGaussian());
        return scores;
    }

    private static double[][] features() {
        double[][] features = new double[OBJECTS][Layout.WITHOUT_LATENTS + 2];
        for (int i = 0; i < OBJECTS; i++) {
            CounterRandom random = CounterRandom.of(1, "features", i, "");
            Arrays.setAll(features[i], j -> random.nextGaussian());
        }
        return features;
    }
}
