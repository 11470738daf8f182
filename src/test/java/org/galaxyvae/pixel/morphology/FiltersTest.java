package org.galaxyvae.pixel.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private static final int SIZE = 21;
    private final int[] image = new Random(3).ints(SIZE * SIZE, 0, 256).toArray();

    @Test
    void subtractsTheMedianOfTheMediansOfRows() {
        int[] residual = MedianResidual.of(image, SIZE, new Scratch(image.length));
        for (int y = 2; y < SIZE - 2; y++) {
            for (int x = 2; x < SIZE - 2; x++) {
                int[] rows = new int[5];
                for (int row = 0; row < 5; row++) {
                    rows[row] = median(
                            Arrays.copyOfRange(image, (y + row - 2) * SIZE + x - 2, (y + row - 2) * SIZE + x + 3));
                }
                assertThat(residual[y * SIZE + x]).isEqualTo(image[y * SIZE + x] - median(rows));
            }
        }
        assertThat(Arrays.copyOf(residual, 2 * SIZE)).containsOnly(0);
    }

    @Test
    void comparesEachPixelWithItsThirdNeighbor() {
        double hot = NarrowPeaks.of(new Planes(SIZE, new int[][] {image}, image, image), new Scratch(image.length))
                .hot();
        double expected = IntStream.range(0, image.length)
                .filter(i -> i % SIZE > 0 && i % SIZE < SIZE - 1 && i >= SIZE && i < image.length - SIZE)
                .map(i -> {
                    int[] neighbors = IntStream.of(-SIZE - 1, -SIZE, -SIZE + 1, -1, 1, SIZE - 1, SIZE, SIZE + 1)
                            .map(offset -> image[i + offset])
                            .sorted()
                            .toArray();
                    return neighbors[5] - image[i];
                })
                .sorted()
                .limit(3)
                .average()
                .orElseThrow();
        assertThat(hot).isEqualTo(-expected);
    }

    @Test
    void findsTheMeanOfALineWithoutItsBestPart() {
        int size = 64;
        int[] map = new int[size * size];
        for (int y = 0; y < size; y++) {
            map[y * size + 20] = y < 16 ? 200 : 40; // the bright part is a star's, not the line's
        }
        // one column of two cells' four: 40 / 4, above the mean of the map
        double mean = Arrays.stream(map).average().orElseThrow();
        assertThat(LineExcess.of(map, size)).isEqualTo(40 / 4.0 - mean);
        assertThat(LineExcess.of(new int[size * size], size)).isZero();
    }

    @Test
    void countsSummitsThatRiseAboveTheSaddle() {
        assertThat(peaks(100, 100, 60)).isEqualTo(2);
        assertThat(peaks(100, 70, 60)).isEqualTo(2);
        assertThat(peaks(100, 62, 60)).isEqualTo(1); // less than 5% of the highest
    }

    private static int peaks(int first, int second, int saddle) {
        int size = 64;
        double[] gray = new double[size * size];
        int[] levels = new int[size * size];
        for (int x = 20; x < 44; x++) {
            int level = x < 28 ? first : x < 36 ? saddle : second;
            Arrays.fill(levels, 30 * size + x, 30 * size + x + 1, level);
            gray[30 * size + x] = level;
        }
        int[] segment = IntStream.range(30 * size + 20, 30 * size + 44).toArray();
        return Peaks.count(new Light(size, gray, new Sky(0, 0), gray, 1, segment), levels, 1);
    }

    private static int median(int[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
