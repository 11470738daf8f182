package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final double EXACT = 1e-12;

    /** Order by score: b+ (3), then a- and c+ together (2), d- (1). */
    private static final Ranking TIED = ranking(new boolean[] {false, true, true, false}, 2, 3, 2, 1);

    @Test
    void countsTiesInTheAucHalf() {
        // pairs (positive, negative): b beats a and d, c ties a, c beats d
        assertThat(TIED.measures().auc()).isCloseTo(3.5 / 4, within(EXACT));
    }

    @Test
    void groupsEqualScoresInTheAveragePrecision() {
        // recall 1/2 at precision 1, then recall 1 at precision 2/3
        assertThat(TIED.measures().averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(EXACT));
    }

    @Test
    void breaksTiesAtACutByObjectId() {
        // a stands before c
        assertThat(TIED.precisionAt(2)).isEqualTo(0.5);
        assertThat(TIED.recallAt(2)).isEqualTo(0.5);
        assertThat(TIED.precisionAt(3)).isCloseTo(2.0 / 3, within(EXACT));
    }

    @Test
    void takesAllObjectsWhereTheCutIsDeeper() {
        assertThat(TIED.precisionAt(100)).isEqualTo(0.5);
        assertThat(TIED.recallAt(100)).isEqualTo(1);
    }

    @Test
    void scoresThatAreAllEqualAreChance() {
        Ranking equal = ranking(new boolean[] {true, false, false, false}, 7, 7, 7, 7);
        assertThat(equal.measures().auc()).isEqualTo(0.5);
        assertThat(equal.measures().averagePrecision()).isEqualTo(0.25);
    }

    @Test
    void theTwoZerosTieAndInfinityStandsFirst() {
        Ranking zeros = ranking(new boolean[] {true, false, true}, -0.0, 0.0, Double.POSITIVE_INFINITY);
        assertThat(zeros.measures().auc()).isEqualTo(0.75);
        assertThat(zeros.recallAt(2)).isEqualTo(1);
    }

    @Test
    void agreesWithAllPairsOnManyTiedScores() {
        CounterRandom random = CounterRandom.of(5, "test", 0, "");
        int n = 300;
        boolean[] positive = new boolean[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextInt(5) == 0;
            scores[i] = random.nextInt(20) + (positive[i] ? 3 : 0);
        }
        assertThat(ranking(positive, scores).measures().auc()).isCloseTo(allPairs(positive, scores), within(EXACT));
    }

    @Test
    void anObjectCountedTwiceIsTwoObjects() {
        Ranking twice = ranking(new boolean[] {false, true, true, false, true}, 2, 3, 2, 1, 2);
        Ranking.Measures counted = TIED.measures(new int[] {1, 1, 2, 1});
        assertThat(counted.auc()).isCloseTo(twice.measures().auc(), within(EXACT));
        assertThat(counted.averagePrecision()).isCloseTo(twice.measures().averagePrecision(), within(EXACT));
        assertThat(TIED.measures(new int[] {1, 0, 0, 3}).auc()).isNaN();
        assertThat(TIED.measures(new int[] {0, 2, 2, 0}).averagePrecision()).isNaN();
    }

    @Test
    void countsAtTheCutWhatStillFits() {
        // b 40 times, then a (no positive) 50 times, then 10 of the 30 times that c counts
        Ranking.Measures counted = TIED.measures(new int[] {50, 40, 30, 1});
        assertThat(counted.recallAtCut()).isCloseTo(50.0 / 70, within(EXACT));
        assertThat(TIED.measures().recallAtCut()).isEqualTo(1);
    }

    @Test
    void refusesNaNAndNamesTheObject() {
        assertThatThrownBy(() -> ranking(new boolean[] {true, false}, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot rank by score: NaN, expected a number for object object-0001");
    }

    @Test
    void refusesLabelsOfOneClassAndUnorderedIds() {
        assertThatThrownBy(() -> ranking(new boolean[] {true, true}, 1, 2))
                .hasMessageStartingWith("Invalid labels: 2 positives among 2 objects");
        assertThatThrownBy(() -> new LabeledObjects(List.of("b", "a"), new boolean[] {true, false}))
                .hasMessageStartingWith("Invalid order: object a behind b");
    }

    static Ranking ranking(boolean[] positive, double... scores) {
        List<String> ids = IntStream.range(0, positive.length)
                .mapToObj(i -> String.format("object-%04d", i))
                .toList();
        return new Ranking("score", new LabeledObjects(ids, positive), scores);
    }

    private static double allPairs(boolean[] positive, double[] scores) {
        double wins = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return wins / pairs;
    }
}
