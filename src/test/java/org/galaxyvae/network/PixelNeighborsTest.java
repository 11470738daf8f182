package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class PixelNeighborsTest {
    private static final int LENGTH = 300;

    @Test
    void findsTheNearestOfSeveralBlocks() {
        List<byte[]> reference = images("reference", 600);
        List<byte[]> images = images("image", 5);
        PixelNeighbors neighbors = new PixelNeighbors(reference, 3);
        double[] distances = neighbors.distances(images, new int[] {-1, -1, -1, -1, -1});
        for (int i = 0; i < 5; i++) {
            byte[] image = images.get(i);
            double expected = reference.stream()
                    .mapToDouble(other -> distance(image, other))
                    .sorted()
                    .limit(3)
                    .average()
                    .orElseThrow();
            assertThat(distances[i]).isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void anImageIsNoNeighborOfItself() {
        List<byte[]> reference = images("reference", 2);
        PixelNeighbors neighbors = new PixelNeighbors(reference, 10);
        double between = distance(reference.get(0), reference.get(1));
        assertThat(neighbors.distances(reference, new int[] {0, 1}))
                .containsExactly(new double[] {between, between}, within(1e-3 * between));
        assertThat(neighbors.distances(reference.subList(0, 1), new int[] {-1})[0])
                .isCloseTo(between / 2, within(1e-3 * between));
        assertThat(new PixelNeighbors(reference.subList(0, 1), 1).distances(reference.subList(0, 1), new int[] {0}))
                .containsExactly(Double.NaN);
    }

    @Test
    void measuresTheErrorOfTheMeanImage() {
        PixelNeighbors neighbors = new PixelNeighbors(List.of(new byte[] {0, 51}, new byte[] {102, 51}), 1);
        assertThat(neighbors.errorOfMean(new byte[] {0, (byte) 153})).isCloseTo((0.04 + 0.16) / 2, within(1e-6));
    }

    @Test
    void refusesImagesOfAnotherLength() {
        PixelNeighbors neighbors = new PixelNeighbors(List.of(new byte[3]), 1);
        assertThatThrownBy(() -> neighbors.distances(List.of(new byte[4]), new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid image: 4 bytes, expected 3 as in the set");
        assertThatThrownBy(() -> new PixelNeighbors(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<byte[]> images(String purpose, int count) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CounterRandom random = CounterRandom.of(1, purpose, i, "");
            byte[] image = new byte[LENGTH];
            for (int p = 0; p < LENGTH; p++) {
                image[p] = (byte) random.nextInt(256);
            }
            images.add(image);
        }
        return images;
    }

    private static double distance(byte[] one, byte[] other) {
        double[] squares = new double[LENGTH];
        Arrays.setAll(squares, i -> Math.pow(((one[i] & 0xFF) - (other[i] & 0xFF)) / 255.0, 2));
        return Math.sqrt(Arrays.stream(squares).sum());
    }
}
