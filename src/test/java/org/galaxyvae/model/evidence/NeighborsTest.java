package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class NeighborsTest {
    @Test
    void averagesTheDistancesToTheNearest() {
        float[][] rows = {{0, 0}, {3, 4}, {0, 2}, {9, 9}};
        Neighbors neighbors = Neighbors.of(rows, new double[] {1, 2, 3, 4}, 2);
        assertThat(distance(neighbors, new float[] {0, 0}, 0)).isCloseTo((0 + 2) / 2.0, within(1e-6));
        // not itself: then (0, 2) and (3, 4)
        assertThat(distance(neighbors, new float[] {0, 0}, 1)).isCloseTo((2 + 5) / 2.0, within(1e-6));
    }

    @Test
    void takesAllWhereThereAreFewerAndNoneWhereThereAreNone() {
        Neighbors one = Neighbors.of(new float[][] {{1}}, new double[] {7}, 10);
        assertThat(distance(one, new float[] {4}, 0)).isEqualTo(3);
        assertThat(distance(one, new float[] {4}, 7)).isZero();
    }

    @Test
    void comparesADistanceWithThoseOfTheNeighbors() {
        // on a line at 0, 1, 3: their own mean distances to the others are 2, 1.5 and 2.5
        Neighbors neighbors = Neighbors.of(new float[][] {{0}, {1}, {3}}, new double[] {1, 2, 3}, 2)
                .withRatios();
        // from 2: 1 to both of 1 and 3
        assertThat(found(neighbors, new float[] {2}, 0).ratio())
                .isCloseTo(0 - (Math.log(1.5) + Math.log(2.5)) / 2, within(1e-6));
        FittedArrays arrays = FittedArrays.empty();
        neighbors.put(arrays, "n");
        assertThat(found(Neighbors.of(arrays, "n", 2), new float[] {2}, 0))
                .isEqualTo(found(neighbors, new float[] {2}, 0));
    }

    @Test
    void findsWhatABruteForceSearchFindsOverSeveralBlocks() {
        CounterRandom random = CounterRandom.of(1, "neighbors", 0, "");
        float[][] rows = new float[3000][5];
        double[] keys = new double[3000];
        for (int i = 0; i < keys.length; i++) {
            for (int d = 0; d < rows[i].length; d++) {
                rows[i][d] = (float) random.nextGaussian();
            }
            keys[i] = i;
        }
        Neighbors neighbors = Neighbors.of(rows, keys, 10);
        for (int query = 0; query < 3000; query += 500) {
            float[] wanted = rows[query];
            int own = query;
            double expected = java.util.stream.IntStream.range(0, 3000)
                    .filter(i -> i != own)
                    .mapToDouble(i -> distance(rows[i], wanted))
                    .sorted()
                    .limit(10)
                    .average()
                    .orElseThrow();
            assertThat(distance(neighbors, wanted, query)).isCloseTo(expected, within(1e-5));
        }
        FittedArrays arrays = FittedArrays.empty();
        neighbors.put(arrays, "n");
        assertThat(distance(Neighbors.of(arrays, "n", 10), rows[7], 7)).isEqualTo(distance(neighbors, rows[7], 7));
    }

    private static Neighbors.Found found(Neighbors neighbors, float[] query, double key) {
        return neighbors.find(new float[][] {query}, new double[] {key})[0];
    }

    private static double distance(Neighbors neighbors, float[] query, double key) {
        return found(neighbors, query, key).distance();
    }

    private static double distance(float[] a, float[] b) {
        double[] squares = new double[a.length];
        Arrays.setAll(squares, i -> (a[i] - b[i]) * (a[i] - b[i]));
        return Math.sqrt(Arrays.stream(squares).sum());
    }
}
