package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectedQualityTest {
    @Test
    void cutsWhereSoManyUntouchedImagesLieAbove() {
        double[] untouched = IntStream.range(0, 200).asDoubleStream().toArray();
        // 1% of 200 are two: 198 and 199 lie above the cut at 197
        assertThat(InjectedQuality.recall(untouched, new double[] {197, 197.5, 198, 0}, 1))
                .isEqualTo(0.5);
        assertThat(InjectedQuality.recall(untouched, new double[] {189, 189.5}, 5))
                .isEqualTo(0.5);
        // 1% of fewer than 100 is none: above all
        assertThat(InjectedQuality.recall(new double[] {1, 2, 3}, new double[] {3, 4}, 1))
                .isEqualTo(0.5);
    }

    @Test
    void measuresEachScoreAgainstTheControls() {
        double[][] controls = new double[50][];
        double[][] injected = new double[50][];
        for (int i = 0; i < 50; i++) {
            controls[i] = new double[] {i, 7};
            injected[i] = new double[] {i + 25, 7};
        }
        List<InjectedQuality> qualities =
                InjectedQuality.of("ring", "weak", List.of("found", "blind"), controls, injected, 100, 1);
        // 25 stand above all controls; those at 25 to 49 above 25 to 49 of them, one tied
        double wins =
                25 * 50 + IntStream.range(25, 50).mapToDouble(i -> i + 0.5).sum();
        assertThat(qualities.get(0).auc()).isCloseTo(wins / 2500, within(1e-12));
        assertThat(qualities.get(0).aucLow()).isLessThan(qualities.get(0).auc());
        assertThat(qualities.get(0).objects()).isEqualTo(50);
        assertThat(qualities.get(1)).isEqualTo(new InjectedQuality("ring", "weak", "blind", 50, 0.5, 0.5, 0.5, 0, 0));
    }
}
