package org.galaxyvae.label.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.pixel.maths.Cholesky;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class ClassifiersTest {
    @Test
    void allLearnWhatTwoOfManyFeaturesTell() {
        Examples known = cloud(200, "known");
        Examples unknown = cloud(300, "unknown");
        for (Classifier classifier : List.of(
                Forest.grow(known, 100, 2, 1),
                GaussianProcess.fit(known, 1, 0.1),
                LogisticRegression.fit(known, 1, 0, 1))) {
            int right = 0;
            for (int i = 0; i < unknown.size(); i++) {
                double probability = classifier.of(unknown.features()[i]).probability();
                assertThat(probability).isBetween(0.0, 1.0);
                right += probability > 0.5 == unknown.positive()[i] ? 1 : 0;
            }
            assertThat(right).as(classifier.getClass().getSimpleName()).isGreaterThan(240);
        }
    }

    @Test
    void forestsSeeWhatNoLineDivides() {
        double[][] features = new double[400][];
        boolean[] positive = new boolean[400];
        CounterRandom random = CounterRandom.of(3, "test", 0, "");
        for (int i = 0; i < 400; i++) {
            features[i] = new double[] {random.between(-1, 1), random.between(-1, 1)};
            positive[i] = features[i][0] * features[i][1] > 0;
        }
        Forest forest = Forest.grow(Examples.balanced(features, positive), 100, 2, 1);
        assertThat(forest.of(new double[] {0.5, 0.5}).probability()).isGreaterThan(0.8);
        assertThat(forest.of(new double[] {-0.5, 0.5}).probability()).isLessThan(0.2);
    }

    @Test
    void forestsOfEqualSeedsAreEqual() {
        Examples known = cloud(60, "known");
        double[] object = cloud(1, "other").features()[0];
        assertThat(Forest.grow(known, 20, 2, 7).of(object))
                .isEqualTo(Forest.grow(known, 20, 2, 7).of(object));
        assertThat(Forest.grow(known, 20, 2, 7).of(object))
                .isNotEqualTo(Forest.grow(known, 20, 2, 8).of(object));
    }

    @Test
    void weightsMakeOneClassLikelier() {
        double[][] features = {{0}, {0}, {0}, {0}};
        boolean[] positive = {true, false, false, false};
        Examples heavy = new Examples(features, positive, new double[] {9, 1, 1, 1});
        assertThat(heavy.positiveShare()).isCloseTo(0.75, within(1e-12));
        assertThat(Examples.balanced(features, positive).positiveShare()).isCloseTo(0.5, within(1e-12));
    }

    /** Two examples, by hand: K = [[1.1, k], [k, 1.1]], k = exp(-d² / 2) with one feature and scale 1. */
    @Test
    void gaussianProcessesGiveThePosteriorOfTheTextbook() {
        Examples two = Examples.balanced(new double[][] {{0}, {1}}, new boolean[] {true, false});
        double k = Math.exp(-0.5);
        double coefficient = 0.5 / (1.1 - k); // of K a = (0.5, -0.5)
        Classifier.Opinion at0 = GaussianProcess.fit(two, 1, 0.1).of(new double[] {0});
        assertThat(at0.probability()).isCloseTo(0.5 + coefficient * (1 - k), within(1e-12));
        double determinant = 1.1 * 1.1 - k * k;
        double explained = (1.1 - 2 * k * k + 1.1 * k * k) / determinant;
        assertThat(at0.sd()).isCloseTo(0.5 * Math.sqrt(1 - explained), within(1e-12));
        Classifier.Opinion far = GaussianProcess.fit(two, 1, 0.1).of(new double[] {100});
        assertThat(far.probability()).isCloseTo(0.5, within(1e-12));
        assertThat(far.sd()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void gaussianProcessesKeepAllPositivesOfTooManyExamples() {
        Examples many = cloud(1200, "many");
        assertThat(GaussianProcess.fit(many, 1, 0.1).of(many.features()[0]).probability())
                .isBetween(0.0, 1.0);
    }

    /** At the maximum the gradient is 0: sum of (y - p) x = penalty × coefficient. */
    @Test
    void logisticRegressionEndsWhereTheGradientVanishes() {
        double[][] features = {{-1}, {-0.5}, {0.2}, {0.4}, {1.5}};
        boolean[] positive = {false, false, true, false, true};
        LogisticRegression fit =
                LogisticRegression.fit(new Examples(features, positive, new double[] {1, 1, 1, 1, 1}), 0.5, 0, 1);
        double logitAt0 = logit(fit.of(new double[] {0}).probability());
        double slope = logit(fit.of(new double[] {1}).probability()) - logitAt0;
        double gradient = -0.5 * slope;
        for (int i = 0; i < 5; i++) {
            gradient += ((positive[i] ? 1 : 0) - fit.of(features[i]).probability()) * features[i][0];
        }
        assertThat(gradient).isCloseTo(0, within(1e-8));
        assertThat(slope).isPositive();
    }

    @Test
    void resampledFitsDisagreeMoreWhereFewExamplesAre() {
        Examples known = cloud(60, "known");
        LogisticRegression fit = LogisticRegression.fit(known, 1, 30, 1);
        double[] middle = new double[6];
        assertThat(fit.of(middle).sd()).isBetween(0.001, 0.5);
        assertThat(LogisticRegression.fit(known, 1, 0, 1).of(middle).sd()).isZero();
    }

    @Test
    void refusesExamplesThatAreNone() {
        assertThatThrownBy(() -> new Examples(new double[0][], new boolean[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Examples.balanced(new double[][] {{Double.NaN}}, new boolean[] {true}))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1}, {2, 1}})).isInstanceOf(ArithmeticException.class);
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    /** Six features of which the first two tell the class. */
    private static Examples cloud(int size, String name) {
        double[][] features = new double[size][6];
        boolean[] positive = new boolean[size];
        for (int i = 0; i < size; i++) {
            CounterRandom random = CounterRandom.of(1, name, i, "");
            for (int j = 0; j < 6; j++) {
                features[i][j] = random.nextGaussian();
            }
            positive[i] = features[i][0] + features[i][1] > 0;
        }
        return Examples.balanced(features, positive);
    }
}
