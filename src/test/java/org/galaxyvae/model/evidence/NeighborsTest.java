package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.pixel.sky.CounterRandom;
import org.junit.jupiter.api.Test;

class NeighborsTest {
    @Test
    void averagesTheDistancesToTheNearest() {
        List<float[]> rows = List.of(new float[] {0, 0}, new float[] {3, 4}, new float[] {0, 2}, new float[] {9, 9});
        Neighbors neighbors = Neighbors.of(rows, new double[] {1, 2, 3, 4}, 2);
        assertThat(neighbors.distance(new float[] {0, 0}, 0)).isCloseTo((0 + 2) / 2.0, within(1e-6));
        // not itself: then (0, 2) and (3, 4)
        assertThat(neighbors.distance(new float[] {0, 0}, 1)).isCloseTo((2 + 5) / 2.0, within(1e-6));
    }

    @Test
    void takesAllWhereThereAreFewerAndNoneWhereThereAreNone() {
        Neighbors one = Neighbors.of(List.of(new float[] {1}), new double[] {7}, 10);
        assertThat(one.distance(new float[] {4}, 0)).isEqualTo(3);
        assertThat(one.distance(new float[] {4}, 7)).isZero();
    }

    @Test
    void comparesADistanceWithThoseOfTheNeighbors() {
        // on a line at 0, 1, 3: their own mean distances to the others are 2, 1.5 and 2.5
        Neighbors neighbors = Neighbors.of(
                        List.of(new float[] {0}, new float[] {1}, new float[] {3}), new double[] {1, 2, 3}, 2)
                .withRatios();
        // from 2: 1 to both of 1 and 3
        assertThat(neighbors.find(new float[] {2}, 0).ratio())
                .isCloseTo(0 - (Math.log(1.5) + Math.log(2.5)) / 2, within(1e-6));
        FittedArrays arrays = FittedArrays.empty();
        neighbors.put(arrays, "n");
        assertThat(Neighbors.of(arrays, "n", 2).find(new float[] {2}, 0)).isEqualTo(neighbors.find(new float[] {2}, 0));
    }

    @Test
    void findsWhatABruteForceSearchFindsOverSeveralBlocks() {
        CounterRandom random = CounterRandom.of(1, "neighbors", 0, "");
        List<float[]> rows = new ArrayList<>();
        double[] keys = new double[3000];
        for (int i = 0; i < keys.length; i++) {
            float[] row = new float[5];
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) random.nextGaussian();
            }
            rows.add(row);
            keys[i] = i;
        }
        Neighbors neighbors = Neighbors.of(rows, keys, 10);
        for (int query = 0; query < 3000; query += 500) {
            float[] wanted = rows.get(query);
            int own = query;
            double expected = java.util.stream.IntStream.range(0, 3000)
                    .filter(i -> i != own)
                    .mapToDouble(i -> distance(rows.get(i), wanted))
                    .sorted()
                    .limit(10)
                    .average()
                    .orElseThrow();
            assertThat(neighbors.distance(wanted, query)).isCloseTo(expected, within(1e-5));
        }
        FittedArrays arrays = FittedArrays.empty();
        neighbors.put(arrays, "n");
        assertThat(Neighbors.of(arrays, "n", 10).distance(rows.get(7), 7))
                .isEqualTo(neighbors.distance(rows.get(7), 7));
    }

    private static double distance(float[] a, float[] b) {
        double[] squares = new double[a.length];
        Arrays.setAll(squares, i -> (a[i] - b[i]) * (a[i] - b[i]));
        return Math.sqrt(Arrays.stream(squares).sum());
    }
}
