package org.galaxyvae.model.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.sky.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentBlocksTest {
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
        LatentBlocks blocks = LatentBlocks.of(vectors, groups);
        LatentBlocks.Found[] found = blocks.nearest(vectors, groups, wanted);
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
        LatentBlocks.Found[] found = LatentBlocks.of(grid, groups).nearest(grid, groups, 80);
        for (int i = 0; i < grid.length; i++) {
            assertThat(found[i].places()).isEqualTo(bruteForce(grid, groups, i, 80));
        }
    }

    @Test
    void comesBackTheSameFromAnotherMachine() throws Exception {
        float[][] vectors = vectors(300, 5, 0);
        LatentBlocks blocks = LatentBlocks.of(vectors);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(blocks);
        }
        assertThat(bytes.size()).isLessThan(10_000); // vectors and groups, once each
        LatentBlocks back =
                (LatentBlocks) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(back.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(back.nearest(vectors[i], i, 4).places())
                    .isEqualTo(blocks.nearest(vectors[i], i, 4).places());
        }
    }

    @Test
    void findsNobodyAmongCopiesAlone() {
        LatentBlocks blocks = LatentBlocks.of(new float[][] {{1}, {2}}, new int[] {0, 0});
        assertThat(blocks.nearest(new float[] {1}, 0, 3).places()).isEmpty();
        assertThat(blocks.nearest(new float[] {1}, -1, 3).places()).containsExactly(0, 1);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> LatentBlocks.of(new float[][] {{1}, {Float.NaN}}))
                .hasMessage("Invalid vector 1: squared length NaN, expected at most 1.0E30");
        assertThatThrownBy(() -> LatentBlocks.of(new float[][] {{1}, {1, 2}}))
                .hasMessage("Invalid vector 1: 2 dimensions, expected 1 as the first has");
        LatentBlocks blocks = LatentBlocks.of(new float[][] {{1}});
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
