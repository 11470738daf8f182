package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.NearestVectors.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestVectorsTest {
    /** Sizes about the blocks' edges, dimensions about the steps'; far from the origin float products lose most digits. */
    @ParameterizedTest
    @CsvSource({
        "1, 32, 10, 0",
        "2, 1, 3, 0",
        "255, 2, 10, 0",
        "256, 7, 10, 0",
        "257, 8, 1, 0",
        "1500, 32, 10, 0",
        "1500, 33, 200, 0",
        "900, 32, 10, 1000",
        "900, 16, 10, 1e7",
        "400, 32, 1000, 0"
    })
    void findsWhatBruteForceInDoubleFinds(int count, int dimensions, int wanted, double offset) {
        float[][] vectors = vectors(count, dimensions, offset);
        int[] groups = IntStream.range(0, count).map(i -> i / 3).toArray(); // three of each content
        NearestVectors blocks = NearestVectors.of(vectors, groups, Sums.DOUBLE);
        NearestVectors.Found[] found = blocks.nearest(vectors, groups, wanted);
        for (int i = 0; i < count; i++) {
            int[] expected = bruteForce(vectors, groups, i, wanted);
            assertThat(found[i].places()).isEqualTo(expected);
            for (int place = 0; place < expected.length; place++) {
                assertThat(found[i].distances()[place])
                        .isEqualTo(Math.sqrt(square(vectors[i], vectors[expected[place]])));
            }
        }
    }

    @Test
    void tellsEqualDistancesApartByPlace() {
        float[][] grid = IntStream.range(0, 600)
                .mapToObj(i -> new float[] {i % 3, Math.floorDiv(i, 3) % 3})
                .toArray(float[][]::new);
        int[] groups = IntStream.range(0, 600).toArray();
        NearestVectors.Found[] found =
                NearestVectors.of(grid, groups, Sums.DOUBLE).nearest(grid, groups, 80);
        for (int i = 0; i < grid.length; i++) {
            assertThat(found[i].places()).isEqualTo(bruteForce(grid, groups, i, 80));
        }
    }

    /** As earlier versions searched for scores that stand in tables: all references, one after the other, in float. */
    @ParameterizedTest
    @CsvSource({
        "1, 32, 10, 0, 1",
        "700, 18, 10, 0, 1",
        "1500, 33, 10, 0, 1",
        "900, 32, 10, 1000, 1",
        "900, 16, 10, 1e7, 1",
        "600, 8, 10, 0, 1e12",
        "600, 8, 10, 0, 1e16",
        "600, 8, 10, 0, 1e25",
        "600, 8, 10, 0, 1e-20",
        "600, 8, 10, 0, 1e-24"
    })
    void findsWhatBruteForceInFloatFinds(int count, int dimensions, int wanted, double offset, double scale) {
        float[][] vectors = vectors(count, dimensions, offset);
        for (float[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                vector[d] *= (float) scale;
            }
        }
        vectors[0][0] = Float.NaN;
        vectors[count / 2] = vectors[count / 3].clone();
        int[] groups = IntStream.range(0, count).map(i -> i / 3).toArray();
        NearestVectors.Found[] found =
                NearestVectors.of(vectors, groups, Sums.FLOAT).nearest(vectors, groups, wanted);
        for (int i = 0; i < count; i++) {
            double[] squares = new double[wanted];
            int[] places = new int[wanted];
            int seen = inFloat(vectors, groups, i, squares, places);
            assertThat(found[i].places()).isEqualTo(Arrays.copyOf(places, seen));
            assertThat(found[i].distances())
                    .isEqualTo(
                            Arrays.stream(squares).limit(seen).map(Math::sqrt).toArray());
        }
    }

    private static int inFloat(float[][] vectors, int[] groups, int query, double[] squares, int[] places) {
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        for (int i = 0; i < vectors.length; i++) {
            float square = 0;
            for (int d = 0; d < vectors[i].length; d++) {
                float difference = vectors[i][d] - vectors[query][d];
                square += difference * difference;
            }
            if (square < squares[squares.length - 1] && groups[i] != groups[query]) {
                int at = squares.length - 1;
                for (; at > 0 && squares[at - 1] > square; at--) {
                    squares[at] = squares[at - 1];
                    places[at] = places[at - 1];
                }
                squares[at] = square;
                places[at] = i;
            }
        }
        return (int) Arrays.stream(squares)
                .filter(square -> square < Double.POSITIVE_INFINITY)
                .count();
    }

    /** One query alone, and in other company. */
    @Test
    void answersEachQueryAlike() {
        float[][] vectors = vectors(700, 19, 0);
        NearestVectors references = NearestVectors.of(vectors);
        int[] nobody = IntStream.range(0, 700).map(i -> -1).toArray();
        NearestVectors.Found[] together = references.nearest(vectors, nobody, 5);
        for (int i = 0; i < vectors.length; i += 13) {
            NearestVectors.Found alone = references.nearest(vectors[i], -1, 5);
            assertThat(alone.places()).isEqualTo(together[i].places());
            assertThat(alone.distances()).isEqualTo(together[i].distances());
        }
    }

    @Test
    void comesBackTheSameFromAnotherMachine() throws Exception {
        float[][] vectors = vectors(300, 5, 0);
        NearestVectors blocks = NearestVectors.of(vectors);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(blocks);
        }
        assertThat(bytes.size()).isLessThan(10_000); // vectors and groups, once each
        NearestVectors back =
                (NearestVectors) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(back.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(back.nearest(vectors[i], i, 4).places())
                    .isEqualTo(blocks.nearest(vectors[i], i, 4).places());
        }
    }

    @Test
    void findsNobodyAmongCopiesAlone() {
        NearestVectors blocks = NearestVectors.of(new float[][] {{1}, {2}}, new int[] {0, 0}, Sums.DOUBLE);
        assertThat(blocks.nearest(new float[] {1}, 0, 3).places()).isEmpty();
        assertThat(blocks.nearest(new float[] {1}, -1, 3).places()).containsExactly(0, 1);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> NearestVectors.of(new float[][] {{1}, {Float.NaN}}))
                .hasMessage("Invalid vector 1: squared length NaN, expected at most 1.0E30");
        assertThatThrownBy(() -> NearestVectors.of(new float[][] {{1}, {1, 2}}))
                .hasMessage("Invalid vector 1: 2 dimensions, expected 1 as the first has");
        NearestVectors blocks = NearestVectors.of(new float[][] {{1}});
        assertThatThrownBy(() -> blocks.nearest(new float[2], -1, 1))
                .hasMessage("Invalid query: 2 dimensions, expected 1");
        assertThatThrownBy(() -> blocks.nearest(new float[] {Float.POSITIVE_INFINITY}, -1, 1))
                .hasMessageStartingWith("Invalid query: squared length Infinity");
    }

    private static float[][] vectors(int count, int dimensions, double offset) {
        CounterRandom random = CounterRandom.of(1, "vectors", count, "");
        float[][] vectors = new float[count][dimensions];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                vector[d] = (float) (offset + random.nextGaussian());
            }
        }
        return vectors;
    }

    private static int[] bruteForce(float[][] vectors, int[] groups, int query, int wanted) {
        double[] squares = Arrays.stream(vectors)
                .mapToDouble(other -> square(vectors[query], other))
                .toArray();
        return IntStream.range(0, vectors.length)
                .filter(i -> groups[i] != groups[query])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> squares[i]).thenComparing(i -> i))
                .limit(wanted)
                .mapToInt(i -> i)
                .toArray();
    }

    private static double square(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            double difference = (double) a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }
}
